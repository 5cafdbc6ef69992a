import { completionOffers } from "../services/completion-offers.ts";
import type { Workspace } from "../services/workspace.ts";
import { complete, type Word } from "./complete.ts";
import { summariesOf } from "./summaries.ts";
import type { Table } from "./table.ts";
import { typedLine } from "./typed-line.ts";

export interface OfferSite {
  readonly table: Table;
  /** Opens the clone in a directory, else the one that the caller stands in. */
  readonly open: (directory: string | undefined) => Promise<Workspace>;
}

/** What a shell offers at the end of a line: whole words, as they would stand there; with `files`, those of the shell itself too. */
export async function offersFor(line: string, { table, open }: OfferSite): Promise<{ words: readonly Word[]; files: boolean }> {
  const typed = typedLine(line);
  if (typed === undefined) return { words: [], files: true };
  const {
    words,
    values,
    typed: begun,
    before,
    after,
    directory,
  } = await complete(typed, {
    table,
    summaries: await summariesOf(table),
  });
  const known = "words" in values ? values.words.map((word) => ({ word, about: "" })) : [];
  const live = "live" in values ? await liveOffers({ kind: values.live, typed: begun, after }, () => open(directory)) : [];
  const fitting = known.filter(({ word }) => word.startsWith(begun));
  const completed = [...fitting, ...live].map(({ word, about }) => ({ word: `${before}${word}`, about }));
  return { words: [...words.filter(({ word }) => word.startsWith(typed.current)), ...completed], files: "files" in values };
}

/** What the ledger cannot say is no reason to withhold the rest. */
async function liveOffers(
  ...[input, open]: [Parameters<typeof completionOffers>[1], () => Promise<Workspace>]
): Promise<readonly Word[]> {
  return completionOffers(open, input).catch(() => []);
}

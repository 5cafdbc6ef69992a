import { openRepository } from "../../src/git/open.ts";
import { LEDGER_REF } from "../../src/store/refs.ts";
import { START } from "./fake-host.ts";
import type { Scratch } from "./scratch.ts";

/** One commit that a person, or another program, puts on a ledger. */
export interface HandMade {
  readonly files: Readonly<Record<string, string>>;
  readonly message?: string;
  readonly author?: string;
  /** Milliseconds since 1970 UTC. */
  readonly at?: number;
}

/** Puts commits on the ledger of a clone, each with some files, and asks no verb. */
export async function writeByHand(here: Scratch, directory: string, commits: readonly HandMade[]): Promise<void> {
  const repository = await openRepository(directory, here.env);
  const tip = await repository.readRef(LEDGER_REF);
  const drafts = commits.map(({ files, message = "by hand", author = "dave/vc", at = START }, place) => {
    const by = { name: author, email: "person@example.com", at };
    const content = Object.entries(files).map(([path, text]) => ({ path, content: text }));
    return { parent: place === 0 ? tip : place - 1, files: content, message: `${message}\n`, author: by, committer: by };
  });
  const made = await repository.writeCommits(drafts);
  const last = made.at(-1);
  if (last === undefined || !(await repository.updateRefs([{ ref: LEDGER_REF, from: tip, to: last }])))
    throw new Error("The ledger moved meanwhile.");
}

import type { FeedGroup, FeedSection } from "../../domain/feed.ts";
import { shortName } from "../../domain/identity.ts";
import { ageOf } from "../../render/age.ts";
import { feed } from "../../services/feed.ts";
import type { Tone } from "../line.ts";
import { plain } from "../plain.ts";
import { defineScreen } from "../screen.ts";
import { drawEntries, type Entries, type Entry } from "./listing.ts";

const MOST = 200;
const SINCE = "3d";

const MARKS: Readonly<Record<FeedSection, readonly [string, Tone]>> = {
  attention: ["look", "bad"],
  for_you: ["for you", "warn"],
  yours: ["yours", "accent"],
  decided: ["decided", "accent"],
  done: ["done", "good"],
  moving: ["moving", "accent"],
  said: ["said", "plain"],
  new: ["new", "plain"],
  other: ["other", "quiet"],
};

export const feedScreen = defineScreen<Entries>({
  number: 8,
  title: "Feed",
  about: "What happened in the last three days, what needs a look first.",
  empty: "Nothing happened in the last three days. bd feed --since 30d goes further back.",
  load: async (workspace) => {
    const { groups, now } = await feed(workspace, { since: SINCE, limit: MOST });
    return { columns: [groups.map((group) => entryOf(group, titleIn(groups, group), now))] };
  },
  draw: drawEntries,
});

/** What it is called; where it went to another project, as what else is told of the same, or by its own words. */
function titleIn(groups: readonly FeedGroup[], { bead, elsewhere, title, events }: FeedGroup): string | null {
  if (title !== null || bead !== null || elsewhere === null) return title;
  const same = groups.find((other) => other.elsewhere === elsewhere && other.title !== null);
  return same?.title ?? events.findLast(({ subject }) => subject !== null)?.subject ?? null;
}

/** The project alone by its short name: its identity may be a long path. */
function projectOf(elsewhere: string): string {
  return shortName(elsewhere.replace(/:[^:/\\]+$/, ""));
}

function entryOf(group: FeedGroup, title: string | null, now: number): Entry {
  const { key, bead, record, elsewhere, at, by, deeds, last, section, foreign } = group;
  const [mark, tone] = MARKS[section];
  const what = deeds.map(({ kind, count }) => `${kind}${count > 1 ? ` ${count} times` : ""}`).join(", ");
  const where = bead === null && elsewhere !== null ? projectOf(elsewhere) : null;
  const said = last === null || last.words === title ? "" : `: ${foreign ? "(another project) " : ""}${last.words}`;
  const own = title ?? record ?? where ?? bead ?? "the project";
  const name = where === null || where === own ? own : `${where}: ${own}`;
  return {
    ...{ key, issue: bead, mark, tone, text: plain(name), tail: plain(`${what} by ${by.join(", ")}${said}`), share: 0.5 },
    note: ageOf(at, now),
    words: `${name} ${what} ${by.join(" ")} ${bead ?? elsewhere ?? ""}`,
  };
}

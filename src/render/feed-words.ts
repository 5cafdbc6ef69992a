import type { Deed, FeedGroup, FeedSection } from "../domain/feed.ts";
import { oneLine } from "../domain/strip.ts";
import type { FeedResult } from "../services/feed.ts";
import { countOf } from "./count.ts";
import { shortRecord } from "./event.ts";

/** The headings under which a feed stands, in order of importance. */
export const SECTION_WORDS: Readonly<Record<FeedSection, string>> = {
  attention: "Needs somebody",
  for_you: "Concerns you",
  decided: "Decided",
  done: "Done",
  moving: "In work",
  said: "Said",
  new: "New",
  other: "Other",
  yours: "What you did",
};

/** What is done again and again is counted. */
const COUNTED: Readonly<Partial<Record<Deed["kind"], readonly [one: string, many: string]>>> = {
  message: ["message", "messages"],
  commit: ["commit", "commits"],
  checkpoint: ["checkpoint", "checkpoints"],
  edited: ["edit", "edits"],
  remembered: ["note", "notes"],
};

/** Kinds whose word alone does not say what was done. */
const WORDS: Readonly<Partial<Record<Deed["kind"], string>>> = {
  handoff: "handed off",
  reset: "given another try",
  sent: "sent elsewhere",
  offered: "offered as a branch",
  configured: "settings changed",
  asked: "asked",
};

/** What is shown of names: the reader is `you`. */
export type NameOf = (name: string) => string;

/** Every name as it is, but that of the reader. */
export function naming(me: string): NameOf {
  return (name) => (name === me ? "you" : oneLine(name));
}

/** Some names, and how many more there are. */
export function namesOf(names: readonly string[], nameOf: NameOf, most: number): string {
  const named = names.slice(0, most).map(nameOf).join(", ");
  return names.length <= most ? named : `${named} and ${names.length - most} more`;
}

/** How many names stand behind a deed. */
const DOERS = 4;

/** What was done and by whom, in the order of the first time: `created by dave/vc; claimed, closed by eve/vc; 10 messages by dave/vc, eve/vc`. */
export function deedWords(deeds: readonly Deed[], nameOf: NameOf): string {
  const parts: { words: string[]; by: string }[] = [];
  for (const deed of deeds) {
    const by = namesOf(deed.by, nameOf, DOERS);
    const last = parts.at(-1);
    if (last?.by === by) last.words.push(wordsOf(deed));
    else parts.push({ words: [wordsOf(deed)], by });
  }
  return parts.map(({ words, by }) => `${words.join(", ")}${by === "" ? "" : ` by ${by}`}`).join("; ");
}

function wordsOf({ kind, count, outcome }: Deed): string {
  const counted = COUNTED[kind];
  if (counted !== undefined) return countOf(count, counted[0], counted[1]);
  const word = WORDS[kind] ?? kind;
  const how = outcome === null ? "" : ` (${oneLine(outcome)})`;
  return `${word}${how}${count > 1 ? ` ${count} times` : ""}`;
}

/** What a group is about: what can be typed, and its title. */
export function nameOfGroup(group: FeedGroup): { readonly id: string; readonly title: string } {
  const { bead, elsewhere, key, record, record_kind } = group;
  if (bead !== null) return { id: oneLine(bead), title: oneLine(group.title ?? "") };
  if (record_kind === "note") return { id: oneLine(record ?? ""), title: "" };
  if (record !== null) return { id: oneLine(shortRecord(record) ?? ""), title: oneLine(group.title ?? record_kind ?? "") };
  if (elsewhere !== null) return { id: oneLine(elsewhere), title: oneLine(group.title ?? "") };
  return { id: key === "bulletin" ? "bulletin" : "project", title: key === "bulletin" ? "said to everybody" : "" };
}

/** What to give to other commands; null where it concerns no issue. */
export function addressOfGroup(
  { bead }: FeedGroup,
  { foreign, project }: Pick<FeedResult, "foreign" | "project">,
): string | null {
  return bead === null ? null : foreign ? `${project}:${bead}` : bead;
}

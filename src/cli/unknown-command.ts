import { BeadsError } from "../errors.ts";
import { nearest } from "./nearest.ts";
import type { Table } from "./table.ts";

/** Words that people and agents type from memory, and the verb that does it here. */
const SAME: Readonly<Record<string, string>> = {
  add: "create",
  assign: "update --assignee",
  comment: "reply",
  comments: "thread",
  done: "close",
  edit: "update",
  finish: "close",
  get: "show",
  grab: "claim",
  info: "status",
  history: "log",
  ls: "list",
  mail: "inbox",
  next: "claim --next",
  note: "reply",
  resolve: "close",
  rm: "delete",
  start: "claim",
  take: "claim",
  unclaim: "release",
  view: "show",
};

/** @throws UNKNOWN_COMMAND with the nearest names */
export function unknownCommand(words: readonly string[], table: Table): never {
  const typed = words.slice(0, 2).join(" ");
  const first = words[0] ?? "";
  const guess = SAME[first] ?? nearest(typed, Object.keys(table)) ?? nearest(first, Object.keys(table));
  const topic = Object.keys(table).filter((name) => name.startsWith(`${first} `));
  throw new BeadsError("usage", "UNKNOWN_COMMAND", `There is no command ${topic.length > 0 ? typed : first}.`, {
    hints: [
      ...(guess === undefined ? [] : [`Did you mean bd ${guess}?`]),
      ...(topic.length === 0 ? [] : [`Known are: ${topic.map((name) => `bd ${name}`).join(", ")}.`]),
      "bd help lists all commands.",
    ],
  });
}

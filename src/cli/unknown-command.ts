import { BeadsError } from "../errors.ts";
import { isTopic, topicRows } from "./help-topic.ts";
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

/** `asked`: somebody wants to read about it, so topics count as well. @throws UNKNOWN_COMMAND with the nearest names */
export function unknownCommand(words: readonly string[], table: Table, asked = false): never {
  const typed = words.slice(0, 2).join(" ");
  const first = words[0] ?? "";
  const verb = SAME[first] ?? nearest(typed, Object.keys(table)) ?? nearest(first, Object.keys(table));
  const topics = topicRows().map((row) => row.topic);
  const concept = isTopic(first) ? first : asked ? nearest(first, topics) : undefined;
  const meant = verb === undefined ? [] : [`bd ${asked ? "help " : ""}${verb}`];
  const guesses = [...new Set([...meant, ...(concept === undefined ? [] : [`bd help ${concept}`])])];
  const topic = Object.keys(table).filter((name) => name.startsWith(`${first} `));
  throw new BeadsError(
    "usage",
    "UNKNOWN_COMMAND",
    `There is no command ${asked ? "or topic " : ""}${topic.length > 0 ? typed : first}.`,
    {
      hints: [
        ...(guesses.length === 0 ? [] : [`Did you mean ${guesses.join(" or ")}?`]),
        ...(topic.length === 0 ? [] : [`Known are: ${topic.map((name) => `bd ${name}`).join(", ")}.`]),
        asked ? "bd help lists all commands, bd help topics all topics." : "bd help lists all commands.",
      ],
    },
  );
}

import { cut, oneLine, stripControls } from "../domain/strip.ts";

/** A commit's message in its parts. Trailers keep their order; a name may be there several times (`Bead`). */
export interface CommitMessage {
  readonly subject: string;
  /** The whole text of a message, decision or reason; empty where there is none. */
  readonly text: string;
  readonly trailers: readonly (readonly [name: string, value: string])[];
}

/** The most characters of a subject. */
export const SUBJECT_LENGTH = 72;
const TRAILER = /^([A-Za-z][A-Za-z0-9-]*): ?(.*)$/;

/**
 * A commit's message: a subject of at most 72 characters, the text, and one block of trailers at the very end. Only that last block is ever
 * read, so that whatever a text says about operations stays text; every message of ours has one.
 */
export function serializeCommitMessage(message: CommitMessage): string {
  const subject = cut(oneLine(message.subject), SUBJECT_LENGTH) || "(no subject)";
  const text = tidyText(message.text);
  const trailers = message.trailers.map(([name, value]) => `${name}: ${oneLine(value)}`.trimEnd());
  return `${[subject, text, trailers.join("\n")].filter((part) => part !== "").join("\n\n")}\n`;
}

/** The parts of any commit's message, one that a person wrote too. */
export function parseCommitMessage(message: string): CommitMessage {
  const lines = message.replace(/\r\n?/g, "\n").replace(/\n+$/, "").split("\n");
  const subject = lines[0] ?? "";
  const start = startOfTrailers(lines);
  const trailers = lines.slice(start).map((line): [string, string] => {
    const match = TRAILER.exec(line);
    return [match?.[1] ?? "", match?.[2] ?? ""];
  });
  return { subject, text: trimLines(lines.slice(1, start)), trailers };
}

/** The index of the last paragraph's first line if all of that paragraph are trailers, else the number of lines. The subject never is one. */
function startOfTrailers(lines: readonly string[]): number {
  let start = lines.length;
  while (start > 1 && TRAILER.test(lines[start - 1] ?? "")) start -= 1;
  return start > 1 && start < lines.length && lines[start - 1] === "" ? start : lines.length;
}

function tidyText(text: string): string {
  return trimLines(stripControls(text).split("\n"));
}

/** Lines without blank ones at either end. */
function trimLines(lines: readonly string[]): string {
  let from = 0;
  let to = lines.length;
  while (from < to && lines[from]?.trim() === "") from += 1;
  while (to > from && lines[to - 1]?.trim() === "") to -= 1;
  return lines.slice(from, to).join("\n");
}

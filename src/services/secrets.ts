import type { Issue } from "../domain/issue.ts";
import type { Message } from "../domain/message.ts";
import type { OutboxEntry } from "../domain/outbox.ts";
import { oneLine } from "../domain/strip.ts";
import { BeadsError } from "../errors.ts";
import type { AttachedFile } from "../store/operation.ts";

/** A text that is about to leave the project, and what to call it: `the body`, `attached repro.txt`. */
export interface LeavingText {
  readonly place: string;
  readonly text: string;
}

/** Where a secret seems to stand. Of the string itself no more than its beginning is ever shown. */
interface Found {
  readonly place: string;
  /** 1 and up, both. */
  readonly line: number;
  readonly column: number;
  readonly kind: string;
  readonly begins: string;
}

const SHOWN = 4;

/** So many places are named: a dump of somebody's environment has more. */
const NAMED = 10;

/** What git and most tools take as the sign of a binary file, within as many bytes as they look at. */
const LOOKED_AT = 8000;

/**
 * What every text has that a rule could find something in: a long word, or the beginning of one of the few shapes that can be short (names with
 * passwords, connections, tokens of chats and mailers, blocks of keys). The rules take some time to load, and most of what is said has none of it.
 */
const MAY_HOLD = /\S{16}|@|:\/\/|xox|xapp|SG\.|-----/;

/** False for a text in which no rule can find anything. */
export function mayHoldSecret(text: string): boolean {
  return MAY_HOLD.test(text);
}

/**
 * Stops what holds a key or a token before it leaves the project: a ledger is never rewritten, so what is in it is out for good.
 * @throws SECRET_FOUND with every place
 */
export async function checkSecrets(texts: readonly LeavingText[]): Promise<void> {
  const suspects = texts.filter(({ text }) => mayHoldSecret(text));
  if (suspects.length === 0) return;
  const { findSecrets } = await import("./secret-patterns.ts");
  const found: Found[] = [];
  for (const { place, text } of suspects) {
    for (const { kind, start } of await findSecrets(text)) found.push({ place, kind, ...positionOf(text, start) });
  }
  if (found.length > 0) throw secretFound(found);
}

/** All that leaves with an outbox entry: its words, and those of its files that are text. */
export function textsOf(
  entry: Pick<OutboxEntry, "title" | "subject" | "body" | "data">,
  files: readonly AttachedFile[],
): LeavingText[] {
  const { title, subject, body, data } = entry;
  const said = [
    { place: "the title", text: title ?? "" },
    { place: "the subject", text: subject ?? "" },
    { place: "the body", text: body },
    ...Object.entries(data).map(([key, text]) => ({ place: `data ${key}`, text })),
  ];
  const attached = files.map(({ name, content }) => ({ place: `attached ${name}`, text: textIn(content) }));
  return [...said, ...attached].filter(({ text }) => text !== "");
}

/** All that leaves with an issue that moves: its own words, whatever was said on it, and the files that came with that, by message. */
export function threadTexts(
  { title, body, metadata }: Pick<Issue, "title" | "body" | "metadata">,
  messages: readonly Message[],
  files: Readonly<Record<string, readonly AttachedFile[]>>,
): LeavingText[] {
  const own = textsOf({ title, subject: null, body, data: {} }, []);
  const noted = Object.entries(metadata).map(([key, value]) => ({
    place: `metadata ${key}`,
    text: typeof value === "string" ? value : JSON.stringify(value),
  }));
  const said = messages.flatMap((message) =>
    textsOf({ ...message, title: null }, files[message.id] ?? []).map(({ place, text }) => ({
      place: `${place} of message ${message.id}`,
      text,
    })),
  );
  return [...own, ...noted, ...said];
}

/** The text of a file; empty for a binary one. */
function textIn(base64: string): string {
  const bytes = Buffer.from(base64, "base64");
  return bytes.subarray(0, LOOKED_AT).includes(0) ? "" : bytes.toString("utf8");
}

function positionOf(text: string, start: number): Pick<Found, "line" | "column" | "begins"> {
  const before = text.slice(0, start);
  const column = [...before.slice(before.lastIndexOf("\n") + 1)].length + 1;
  return { line: before.split("\n").length, column, begins: [...text.slice(start, start + 2 * SHOWN)].slice(0, SHOWN).join("") };
}

function secretFound(found: readonly Found[]): BeadsError {
  const [first, ...others] = found.map(
    ({ place, line, column, kind, begins }) =>
      `${oneLine(place)}, line ${line}, column ${column} (${kind}, begins with ${oneLine(begins)})`,
  );
  const more = others.length < NAMED ? [] : [`And in ${others.length - NAMED + 1} more places.`];
  return new BeadsError("conflict", "SECRET_FOUND", `What looks like a key or a token would leave this project: ${first}.`, {
    hints: [
      ...others.slice(0, NAMED - 1).map((words) => `Also: ${words}.`),
      ...more,
      "Nothing was sent. Take it out, or give --allow-secrets if it is none, or if everybody there may have it.",
    ],
    fields: { found },
  });
}

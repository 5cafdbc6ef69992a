import type { Message } from "../domain/message.ts";
import { cut, oneLine, stripControls } from "../domain/strip.ts";
import { BeadsError } from "../errors.ts";
import { mineOf } from "./mine.ts";
import { findSpot, type Spot } from "./spot.ts";
import type { Workspace } from "./workspace.ts";

/** Something that was said, as what becomes of it takes it over. */
export interface Lifted {
  /** The id of the message or escalation, which what it becomes keeps as its source. */
  readonly source: string;
  /** What it says, in one line. */
  readonly title: string;
  /** The words themselves, as a quotation that says whose they are. */
  readonly quotation: string;
  /** The issue that it was said on: here its id, elsewhere its address in full; null on the bulletin. */
  readonly thread: string | null;
}

const TITLE = 120;

/**
 * Looks up a message that a decision is made of, here or in another project, or an escalation here. Another project's words are marked as such.
 * @throws NOT_A_MESSAGE where an issue is named, and what `findSpot` throws
 */
export async function lift(workspace: Workspace, typed: string): Promise<Lifted> {
  const raised = await findEscalation(workspace, typed);
  if (raised !== undefined) return raised;
  const spot = await findSpot(workspace, typed, { must_read: true });
  try {
    const { message } = spot;
    if (message === null) throw notAMessage(spot);
    const { project } = await workspace.ledger.snapshot();
    const foreign = !mineOf(workspace, project).identities.has(message.from.project);
    const words = message.subject ?? message.body.split("\n").find((line) => line.trim() !== "") ?? "";
    return {
      source: message.id,
      title: cut(oneLine(words), TITLE),
      quotation: quotationOf(message, spot, foreign),
      thread: spot.thread === null ? null : spot.project === null ? spot.thread : `${spot.project.identity}:${spot.thread}`,
    };
  } finally {
    await spot.close();
  }
}

async function findEscalation({ ledger }: Workspace, typed: string): Promise<Lifted | undefined> {
  const found = (await ledger.snapshot()).record("escalation", typed.trim());
  if (found === undefined) return undefined;
  const { id, title, issue, by, at, body } = found.head;
  const said = { agent: by, where: "an escalation", at, text: body === "" ? title : `${title}\n\n${body}` };
  return { source: id, title: cut(oneLine(title), TITLE), quotation: quoted(said), thread: issue };
}

function quotationOf({ from, created, subject, body }: Message, { address, thread }: Spot, foreign: boolean): string {
  const where = thread === null ? "the bulletin" : address;
  const whose = foreign ? ` of the project ${from.project}` : "";
  const text = subject === null ? body : `${subject}\n\n${body}`;
  return quoted({ agent: `${from.agent}${whose}`, where, at: created, text });
}

function quoted({ agent, where, at, text }: Readonly<Record<"agent" | "where" | "at" | "text", string>>): string {
  const lines = stripControls(text).split("\n");
  return [`From what ${agent} said on ${where}, ${at}:`, "", ...lines.map((line) => `> ${line}`.trimEnd())].join("\n");
}

function notAMessage({ address }: Spot): BeadsError {
  return new BeadsError("usage", "NOT_A_MESSAGE", `${address} is an issue: name the message that it is made of.`, {
    hints: [`bd thread ${address} shows the messages with their ids.`],
    fields: { id: address },
  });
}

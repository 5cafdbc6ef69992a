import type { Checkpoint } from "../../domain/checkpoint.ts";
import type { PrimeClaim } from "../../services/prime/claims.ts";
import type { Rows } from "../../services/prime/site.ts";
import { minuteOf } from "../age.ts";
import type { Block, BlockRow } from "./block.ts";
import type { Voice } from "./voice.ts";
import { NAME, NARROW, plain, told, WIDE } from "./words.ts";

/** So many are told in any case. */
const SURELY = 10;

/** Claims that are not the caller's to go on with as if nothing had happened: never left out. */
export function stopBlock({ rows }: Rows<PrimeClaim>, voice: Voice): Block {
  const stopped = rows.filter(({ work }) => work.stop !== null);
  return {
    rank: 0,
    rows: stopped.map((row) => stopRow(row, voice)),
    beyond: 0,
    more: "bd mine",
    least: Math.min(SURELY, stopped.length),
  };
}

/** What the caller is on, each with where it stands and the command that goes on. */
export function claimsBlock({ rows, more }: Rows<PrimeClaim>, voice: Voice): Block {
  const held = rows.filter(({ work }) => work.stop === null && work.state !== "completed");
  return {
    rank: 3,
    rows: held.map((row) => claimRow(row, voice)),
    beyond: more,
    more: "bd mine",
    least: Math.min(2, held.length),
  };
}

function stopRow({ work, foreign }: PrimeClaim, { say }: Voice): BlockRow {
  const stop = plain(work.stop ?? "", WIDE).replace(/(?<![.!?…])$/, ".");
  const id = plain(work.id, NAME);
  const next = work.next === null ? "Do not go on with it." : `To go on: ${say(work.next)}`;
  return { full: [`- ${id} ${told(work.title, NARROW, foreign)}: ${stop} ${next}`], short: `- ${id}: ${plain(stop, NARROW)}` };
}

function claimRow({ work, foreign, handoff_foreign }: PrimeClaim, { say }: Voice): BlockRow {
  const { lease, checkpoint, handoff, unanswered } = work;
  const id = plain(work.id, NAME);
  const until = work.state === "active" && lease !== null ? `yours until ${minuteOf(lease.until)} UTC` : work.state;
  const waits = unanswered === 0 ? "" : `, waits for ${unanswered === 1 ? "an answer" : `${unanswered} answers`} of yours`;
  const next = work.next === null ? "" : `: ${say(work.next)}`;
  return {
    full: [
      `- ${id} ${told(work.title, WIDE, foreign)} (${until}${waits})${next}`,
      ...(checkpoint === null ? [] : [`  ${checkpointWords(checkpoint)}`]),
      ...(handoff === null ? [] : [`  ${handoffWords(handoff, handoff_foreign)}`]),
    ],
    short: `- ${id} ${told(work.title, NARROW, foreign)} (${until})${next}`,
  };
}

/** Where the work stood, in one line. */
export function checkpointWords({ at, branch, next, plan, body, snapshot, dirty }: Checkpoint): string {
  const where = branch === null ? "" : ` on ${plain(branch, NAME)}`;
  const said = next === null ? (body.trim() === "" ? plan : body) : `next: ${next}`;
  const saved = snapshot === null ? "" : `, ${dirty.length} uncommitted saved`;
  return `Checkpoint ${minuteOf(at)}${where}${saved}${said === null ? "" : `: ${plain(said, WIDE)}`}`;
}

/** What whoever had it before says, in one line. */
export function handoffWords(
  { from, created, subject, body }: NonNullable<PrimeClaim["work"]["handoff"]>,
  foreign: boolean,
): string {
  const words = body.trim() === "" ? (subject ?? "") : body;
  return `Handoff from ${plain(from.agent, NAME)} ${minuteOf(created)}: ${told(words, WIDE, foreign)}`;
}

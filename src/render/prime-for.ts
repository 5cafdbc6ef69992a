import { PRIME_FOR_TEXT } from "../../templates/prime.ts";
import type { PrimeFor, PrimeMessage } from "../services/prime-for.ts";
import { minuteOf } from "./age.ts";
import { notesBlock, reservationsBlock } from "./prime/around.ts";
import type { Block } from "./prime/block.ts";
import { checkpointWords, handoffWords } from "./prime/claims.ts";
import { decisionsBlock, questionsBlock } from "./prime/decisions.ts";
import { fitPage } from "./prime/fit.ts";
import { withNeeded } from "./prime/needed.ts";
import { inVoice, TYPING, type Voice } from "./prime/voice.ts";
import { FOREIGN, linesOf, NAME, NARROW, plain, told, WIDE } from "./prime/words.ts";
import { wordOf } from "./state.ts";

/** Tokens of about four characters. */
export const PRIME_FOR_TOKENS = 600;

/** What a helper is told of one issue, within its budget. */
export function renderPrimeFor(prime: PrimeFor, isFull: boolean, voice: Voice = TYPING): string[] {
  const template = withNeeded(prime.own.text ?? PRIME_FOR_TEXT, ["issue", "state", "foreign"]);
  const blocks = inVoice(blocksOf(prime, voice), voice);
  return fitPage({ template, blocks, words: wordsFor(prime, voice) }, isFull ? 20_000 : PRIME_FOR_TOKENS);
}

function wordsFor(prime: PrimeFor, { say }: Voice): Record<string, string> {
  const { project, foreign, checkpoint, handoff, messages } = prime;
  const { issue, ...row } = prime.row;
  const isAnyForeign = foreign || (handoff?.foreign ?? false) || messages.some((message) => message.foreign);
  const held = row.holder === null ? "" : `, held by ${plain(row.holder, NAME)}`;
  const labels = issue.labels.length === 0 ? "" : `, labels ${plain(issue.labels.join(", "), WIDE)}`;
  const claim = row.computed === "ready" ? ` Claim it before you start: ${say(`bd claim ${plain(issue.id, NAME)}`)}` : "";
  return {
    project,
    issue: `${plain(issue.id, NAME)} ${told(issue.title, WIDE, foreign)}`,
    state: `${wordOf(row.computed)}${held}; ${plain(issue.type, NAME)}, P${issue.priority}${labels}.${claim}`,
    checkpoint: checkpoint === null ? "" : checkpointWords(checkpoint),
    handoff: handoff === null ? "" : handoffWords(handoff.message, handoff.foreign),
    foreign: isAnyForeign ? FOREIGN : "",
  };
}

function blocksOf(prime: PrimeFor, voice: Voice): Record<string, Block> {
  const { row, needs, messages, questions, decisions, reservations, notes, foreign } = prime;
  const id = plain(row.issue.id, NAME);
  const all = <T>(rows: readonly T[]) => ({ rows, more: 0 });
  const quote = (line: string) => (foreign && line !== "" ? JSON.stringify(line) : line);
  const body = row.issue.body.trim() === "" ? [] : linesOf(row.issue.body, 60).map(quote);
  return {
    body: {
      rank: 2,
      rows: body.map((line) => ({ full: [line], short: line })),
      beyond: 0,
      more: `bd show ${id}`,
      least: Math.min(8, body.length),
    },
    needs: {
      rank: 3,
      rows: needs.map(({ id: need, title, status }) => {
        const line = `- ${plain(need, NAME)} ${plain(title, NARROW)} (${status})`;
        return { full: [line], short: line };
      }),
      beyond: 0,
      more: `bd show ${id}`,
      least: 2,
    },
    messages: {
      rank: 6,
      rows: messages.map(messageRow),
      beyond: Math.max(0, row.messages - messages.length - (prime.handoff === null ? 0 : 1)),
      more: `bd thread ${id}`,
      least: 2,
    },
    questions: { ...questionsBlock(all(questions), voice), rank: 1 },
    decisions: { ...decisionsBlock(all(decisions)), rank: 4 },
    reservations: { ...reservationsBlock(all(reservations)), rank: 5 },
    notes: { ...notesBlock(all(notes)), rank: 7 },
  };
}

function messageRow({ message, foreign }: PrimeMessage): Block["rows"][number] {
  const head = `- ${plain(message.from.agent, NAME)} ${minuteOf(message.created)}`;
  const text = message.body.trim() === "" ? (message.subject ?? "") : message.body;
  return { full: [`${head}: ${told(text, WIDE * 2, foreign)}`], short: `${head}: ${told(text, NARROW, foreign)}` };
}

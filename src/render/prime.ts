import { PRIME_COMPACT_TEXT, PRIME_TEXT } from "../../templates/prime.ts";
import type { Prime } from "../services/prime.ts";
import { newsLine } from "./feed.ts";
import {
  escalationsBlock,
  lostBlock,
  notesBlock,
  pauseBlock,
  projectBlock,
  readyBlock,
  reservationsBlock,
  whoLine,
} from "./prime/around.ts";
import type { Block } from "./prime/block.ts";
import { claimsBlock, stopBlock } from "./prime/claims.ts";
import { decisionsBlock, questionsBlock } from "./prime/decisions.ts";
import { fitPage } from "./prime/fit.ts";
import { mailBlock } from "./prime/mail.ts";
import { withNeeded } from "./prime/needed.ts";
import { inVoice, TYPING, type Voice } from "./prime/voice.ts";
import { FOREIGN, plain, WIDE } from "./prime/words.ts";

/** How `bd prime` is asked to look. */
export type PrimeForm = "usual" | "compact" | "full";

/** Tokens of about four characters. */
export const PRIME_TOKENS: Readonly<Record<PrimeForm, number>> = { usual: 1200, compact: 400, full: 20_000 };

/** What a session's start is told, within its budget. */
export function renderPrime(prime: Prime, form: PrimeForm, voice: Voice = TYPING): string[] {
  const { own } = prime;
  const usual = (form === "compact" ? PRIME_COMPACT_TEXT : PRIME_TEXT).replace("bd prime", voice.say("bd prime"));
  const template = withNeeded(own.text ?? usual, ["who", "stop", "pause", "foreign", "missing"]);
  return fitPage({ template, blocks: blocksOf(prime, voice), words: wordsOf(prime, voice) }, PRIME_TOKENS[form]);
}

function wordsOf(prime: Prime, voice: Voice): Record<string, string> {
  const { name, human, project, sections, missing, own } = prime;
  const names = missing.map(({ section }) => section);
  return {
    name,
    human,
    project: project.name,
    prefix: project.prefix,
    who: whoLine(prime, voice),
    foreign: hasForeign(prime) ? FOREIGN : "",
    missing: [
      names.length === 0
        ? ""
        : `Not read (${plain(missing[0]?.why ?? "", WIDE)}): ${names.join(", ")}. ${voice.say("bd prime")} tries again.`,
      own.trouble === null ? "" : `The project's own wording was not used: ${plain(own.trouble, WIDE)}.`,
    ]
      .filter((line) => line !== "")
      .join(" "),
    ...(sections.news === undefined ? {} : { news: newsLine(sections.news, voice.say("bd feed")) }),
  };
}

function blocksOf({ sections }: Prime, voice: Voice): Record<string, Block> {
  const { claims, lost, escalations, mail, ready, decisions, questions, reservations, notes, project_notes } = sections;
  const isPaused = escalations?.rows.some(({ pausing }) => pausing) ?? false;
  const how = { rank: 13, rows: voice.how.map((line) => ({ full: [line], short: line })), beyond: 0, more: "bd help", least: 1 };
  const blocks: Record<string, Block> = {
    how,
    ...(claims === undefined ? {} : { stop: stopBlock(claims, voice), claims: claimsBlock(claims, voice) }),
    ...(lost === undefined ? {} : { lost: lostBlock(lost) }),
    ...(escalations === undefined ? {} : { pause: pauseBlock(escalations), escalations: escalationsBlock(escalations) }),
    ...(mail === undefined ? {} : { mail: mailBlock(mail) }),
    ...(ready === undefined ? {} : { ready: readyBlock(ready, isPaused, voice) }),
    ...(reservations === undefined ? {} : { reservations: reservationsBlock(reservations) }),
    ...(decisions === undefined ? {} : { decisions: decisionsBlock(decisions) }),
    ...(questions === undefined ? {} : { questions: questionsBlock(questions, voice) }),
    ...(notes === undefined ? {} : { notes: notesBlock(notes) }),
    ...(project_notes === undefined ? {} : { project_notes: projectBlock(project_notes) }),
  };
  return inVoice(blocks, voice);
}

function hasForeign({ sections: { claims, mail, ready } }: Prime): boolean {
  return (
    (claims?.rows.some(({ foreign, handoff_foreign }) => foreign || handoff_foreign) ?? false) ||
    (mail?.rows.some(({ foreign }) => foreign) ?? false) ||
    (ready?.rows.some(({ issue }) => issue.origin !== null) ?? false)
  );
}

/** What is said where even who calls could not be found out in time. */
export const TOO_LATE =
  "bd: the ledger could not be read in time. bd status takes the time that it needs; after it, bd prime again.";

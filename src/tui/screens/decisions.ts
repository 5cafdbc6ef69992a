import { ageOf } from "../../render/age.ts";
import { type DecisionRow, decisionRows } from "../../services/decisions.ts";
import type { Tone } from "../line.ts";
import { plain } from "../plain.ts";
import { defineScreen } from "../screen.ts";
import { drawEntries, type Entries, type Entry } from "./listing.ts";
import type { Preview } from "./preview.ts";

/** Those that wait for somebody first, then what holds, then what no longer does. */
const ORDER: readonly DecisionRow["state"][] = ["proposed", "accepted", "answered", "defaulted", "superseded", "rejected"];

const TONES: Readonly<Record<DecisionRow["state"], Tone>> = {
  proposed: "warn",
  accepted: "good",
  answered: "good",
  defaulted: "accent",
  superseded: "quiet",
  rejected: "quiet",
};

export const decisionsScreen = defineScreen<Entries>({
  number: 9,
  title: "Decisions",
  brief: "Decide",
  about: "What was decided, and what is asked or proposed still, that first.",
  empty: "No decisions, and no open questions. bd decide and bd ask make them.",
  load: async ({ ledger }) => {
    const [snapshot, moment] = await Promise.all([ledger.snapshot(), ledger.moment()]);
    const rows = decisionRows(snapshot, moment).toSorted((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state));
    return { columns: [rows.map((row) => entryOf(row, moment.now))] };
  },
  draw: drawEntries,
});

/** A decision or question with its options, beside the list. */
export function previewOfDecision({ id, kind, title, state, decision, settled, project }: DecisionRow): Preview {
  const options = decision.options.map(({ key, text }) => `${key}  ${text}${key === decision.recommend ? " (recommended)" : ""}`);
  const came = settled?.text ?? settled?.option ?? null;
  const facts = [`${state === "proposed" && kind === "question" ? "open question" : state}, ${id}`, came ?? ""];
  const body = [options.join("\n"), decision.body].filter((text) => text !== "").join("\n\n");
  return { title, facts: facts.filter((words) => words !== "").map(plain), body, foreign: (project ?? null) !== null };
}

function entryOf(row: DecisionRow, now: number): Entry {
  const { id, kind, title, state, decision, settled, superseded_by } = row;
  const options = decision.options.map(({ key, text }) => `${key}: ${text}`).join(" / ");
  const isOpen = kind === "question" && state === "proposed";
  const age = ageOf(decision.created, now);
  const came = settled?.text ?? settled?.option ?? null;
  return {
    ...{ key: `decision ${id}`, issue: decision.gates[0] ?? null, mark: isOpen ? "question" : state, tone: TONES[state] },
    text: plain(title),
    tail: plain(isOpen ? options : (came ?? "")),
    note: [`${superseded_by === null ? "" : `now ${superseded_by}, `}${id} ${age}`, age],
    words: `${id} ${title} ${options}`,
    preview: previewOfDecision(row),
    keys: isOpen ? ["v answer"] : state === "proposed" ? ["A accept"] : [],
  };
}

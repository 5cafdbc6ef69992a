import { nameOf } from "../domain/actor.ts";
import type { Checkpoint } from "../domain/checkpoint.ts";
import type { Issue } from "../domain/issue.ts";
import type { Message } from "../domain/message.ts";
import type { Note } from "../domain/note.ts";
import { countingAmong } from "../domain/taking-back.ts";
import { type OwnTemplate, readOwnTemplate } from "../store/own-template.ts";
import type { Row } from "../store/snapshot.ts";
import { type DecisionRow, decisionRows, decisionsTouching, openQuestions } from "./decisions.ts";
import { foreignIn, wordsOf } from "./foreign.ts";
import { hasLedger } from "./has-ledger.ts";
import { mineOf } from "./mine.ts";
import { notesFor } from "./notes.ts";
import { type ReservationRow, reservationsInForce } from "./reservations.ts";
import { resolveId } from "./resolve-id.ts";
import type { Workspace } from "./workspace.ts";

/** A message with whether its words are another project's. */
export interface PrimeMessage {
  readonly message: Message;
  readonly foreign: boolean;
}

/** What a helper needs to know of one issue. */
export interface PrimeFor {
  readonly row: Row;
  readonly project: string;
  /** True where title and text come from another project. */
  readonly foreign: boolean;
  /** What it needs that is known here. */
  readonly needs: readonly Pick<Issue, "id" | "title" | "status">[];
  readonly checkpoint: Checkpoint | null;
  readonly handoff: PrimeMessage | null;
  /** The newest first. */
  readonly messages: readonly PrimeMessage[];
  readonly questions: readonly DecisionRow[];
  readonly decisions: readonly DecisionRow[];
  readonly reservations: readonly ReservationRow[];
  readonly notes: readonly Note[];
  /** The project's own wording. */
  readonly own: OwnTemplate;
}

const MESSAGES = 6;

/** Gathers it from the index; undefined where there is no ledger. @throws ISSUE_NOT_FOUND and what `resolveId` throws */
export async function primeFor(workspace: Workspace, typed: string): Promise<PrimeFor | undefined> {
  if (!(await hasLedger(workspace.repository))) return undefined;
  const [snapshot, moment] = await Promise.all([workspace.ledger.snapshot(), workspace.ledger.moment()]);
  const id = resolveId(snapshot, typed);
  const row = snapshot.row(id, moment);
  if (row === undefined) return undefined;
  const { issue } = row;
  const isForeign = foreignIn(mineOf(workspace, snapshot.project).identities, null);
  const marked = (message: Message) => ({ message, foreign: isForeign(wordsOf(message)) });
  const said = countingAmong(snapshot.messages({ thread: id, newest: true }));
  const handoff = said.find(({ type }) => type === "handoff");
  const rows = decisionRows(snapshot, moment);
  const reserved = (await reservationsInForce(workspace)).filter((one) => one.issue === id || !one.mine);
  const paths = reserved.filter((one) => one.issue === id).flatMap((one) => one.paths);
  return {
    row,
    project: snapshot.project.name,
    foreign: issue.origin !== null,
    needs: issue.needs.flatMap((need) => snapshot.issue(need.id) ?? []).filter(({ status }) => status !== "closed"),
    checkpoint: snapshot.records("checkpoint", { issue: id, newest: true, limit: 1 })[0]?.head ?? null,
    handoff: handoff === undefined ? null : marked(handoff),
    messages: said
      .filter((message) => message !== handoff && message.body.trim() !== "")
      .slice(0, MESSAGES)
      .map(marked),
    questions: openQuestions(rows).filter(({ decision }) => decision.gates.includes(id)),
    decisions: decisionsTouching(rows, { labels: issue.labels, paths, words: [issue.title] }),
    reservations: reserved,
    own: readOwnTemplate(workspace.repository.location.workTree, "prime-for"),
    notes: notesFor(snapshot, nameOf(workspace.actor)).filter((note) =>
      note.labels.some((label) => issue.labels.includes(label)),
    ),
  };
}

import type { Decision, DecisionMark } from "../domain/decision.ts";
import type { Passage } from "../domain/outbox.ts";
import { countingAmong } from "../domain/taking-back.ts";
import { BeadsError } from "../errors.ts";
import type { Snapshot } from "../store/snapshot.ts";
import { findDelivered } from "./carriers/delivery.ts";
import { openClones } from "./open-project.ts";
import { type OutboxState, outboxRow } from "./outbox.ts";
import { findSent } from "./propagate.ts";
import { projectOf } from "./resolve-project.ts";
import type { Workspace } from "./workspace.ts";

/** Somebody of another project who said that they know of a decision. */
export interface Acknowledgement {
  readonly by: string;
  readonly at: string;
  readonly words: string;
}

/** Where a decision is on its way to one project, and who there acknowledged it. */
export interface Whereabouts {
  /** The identity. */
  readonly project: string;
  readonly name: string;
  /** `unsent`: a proposal is not sent before it is accepted. `answered`: they said something else than that they know of it. */
  readonly state: OutboxState | "unsent" | "answered" | "acked";
  /** The issue that it is there. */
  readonly address: string | null;
  readonly reason: string | null;
  readonly acks: readonly Acknowledgement[];
  /** False where the project's ledger is not on this machine, so that acknowledgements cannot be seen. */
  readonly known: boolean;
}

/** A decision as far as its way to others goes. */
interface Sent extends Pick<Decision, "id" | "propagate"> {
  readonly marks: readonly DecisionMark[];
}

/**
 * Where a decision is with each project that is to know of it: by what is written down here, and by the other ledgers on this machine. Nobody is asked
 * over the network: bd sync brings what is new.
 */
export function whereaboutsOf(workspace: Workspace, snapshot: Snapshot, decision: Sent): Promise<Whereabouts[]> {
  return Promise.all(decision.propagate.map((identity) => whereabout(workspace, snapshot, decision, identity)));
}

async function whereabout(workspace: Workspace, snapshot: Snapshot, { id, marks }: Sent, identity: string): Promise<Whereabouts> {
  const project = await projectOf(workspace, identity);
  const where = { project: identity, name: project.name };
  const passage = findSent(snapshot, id, identity);
  const noted = marks
    .filter((mark) => mark.kind === "ack" && mark.project === identity)
    .map(({ by, at }) => ({ by, at, words: "" }));
  if (passage === undefined) return { ...where, state: "unsent", address: null, reason: null, acks: noted, known: false };
  const { state, address, reason } = outboxRow(workspace, passage, () => project.name);
  const clones = await openClones(workspace, project, { with_ledger: true }).catch(() => []);
  try {
    const views = await Promise.all(clones.map((clone) => viewIn(clone, passage)));
    const told = views.filter((view) => view !== undefined);
    const seen = told.map((view) => view.acks).sort((a, b) => b.length - a.length)[0] ?? [];
    const acks = [...seen, ...noted.filter(({ by }) => !seen.some((ack) => ack.by === by))];
    const refusal = told.find((view) => view.refusal !== null)?.refusal ?? null;
    const isAnswered = told.some((view) => view.answered);
    const there = refusal !== null ? "refused" : acks.length > 0 ? "acked" : isAnswered ? "answered" : state;
    return { ...where, state: there, address, reason: refusal ?? reason, acks, known: clones.length > 0 };
  } finally {
    await Promise.all(clones.map((clone) => clone.ledger.close()));
  }
}

interface View {
  readonly acks: readonly Acknowledgement[];
  readonly answered: boolean;
  readonly refusal: string | null;
}

/** What a ledger of the target says: acks on the thread, and that it was closed as done. */
async function viewIn({ ledger }: Workspace, { entry }: Passage): Promise<View | undefined> {
  const there = await ledger.snapshot().catch((error: unknown) => {
    if (!(error instanceof BeadsError)) throw error;
    return undefined;
  });
  const bead = there === undefined ? undefined : findDelivered(there, entry);
  const issue = bead === undefined ? undefined : there?.issue(bead);
  if (there === undefined || issue === undefined) return undefined;
  const theirs = countingAmong(there.messages({ thread: issue.id })).filter(({ from }) => from.project !== entry.from.project);
  const said = theirs
    .filter(({ type }) => type === "ack")
    .map(({ from, created, body }) => ({ by: from.agent, at: created, words: body }));
  const { closed } = issue;
  const isTakenIn = closed !== null && closed.outcome === "done" && !said.some(({ by }) => by === closed.by);
  return {
    acks: isTakenIn ? [...said, { by: closed.by, at: closed.at, words: closed.reason ?? "" }] : said,
    answered: theirs.some(({ type, data }) => type !== "ack" && data["verdict"] === undefined),
    refusal: closed?.outcome === "rejected" ? (closed.reason ?? "It was rejected.") : null,
  };
}

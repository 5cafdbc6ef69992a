import { nameOf } from "../../domain/actor.ts";
import type { Issue } from "../../domain/issue.ts";
import { isStubOf, type MoveStep, movedAway, moveStep, takenBack } from "../../domain/move.ts";
import { type OutboxMark, type Passage, passageState } from "../../domain/outbox.ts";
import type { FileWrite } from "../../git/repository.ts";
import type { Edit, Operation } from "../operation.ts";
import type { State } from "../state.ts";
import { endOfLease } from "./close.ts";
import { readIssue } from "./guards.ts";

/** What a word on an entry changes here beside the edits that go along with it. */
export interface Moved {
  readonly id: string;
  readonly step: MoveStep;
  /** Where it lives, or was to live. */
  readonly address: string;
  /** Who needs it here, and from now on needs it there. Who needs it here again stands in the edits that go along with the word. */
  readonly edits: readonly Edit[];
  /** The end of the claim of whoever took it up here meanwhile. */
  readonly files: readonly FileWrite[];
  /** The issue with the step made. */
  readonly over: (issue: Issue) => Issue;
}

/**
 * The step that a word means for the issue of the entry, decided at the tip that the word lands on: so two clones that write down different words leave
 * the issue in one place, whoever is first. Undefined where nothing is to change.
 */
export async function movedBy(state: State, operation: Operation<"mark">, word: OutboxMark): Promise<Moved | undefined> {
  const passage = state.snapshot.passage(word.entry) as Passage;
  const { entry, marks } = passage;
  const step = moveStep(passageState({ marks }), passageState({ marks: [...marks, word] }));
  if (step === null || entry.issue === null || !state.snapshot.has(entry.issue)) return undefined;
  const id = entry.issue;
  const issue = await readIssue(state, id);
  const address = `${entry.project}:${(step === "away" ? word.bead : null) ?? entry.bead}`;
  if (entry.kind === "issue") return step === "away" ? pointedTo(state, { id, address }) : undefined;
  if (entry.kind !== "handoff") return undefined;
  if (step === "back") {
    if (!isStubOf(issue, address)) return undefined;
    return { id, step, address, edits: [], files: [], over: takenBack };
  }
  if (issue.status === "closed") return undefined;
  const by = { at: word.at, by: nameOf(operation.actor) };
  const reason = `It moved to ${address}.`;
  const files = endOfLease(state, { operation, outcome: "handed-off", reason }, id, word.at);
  return { id, step, address, edits: rewired(state, id, address), files, over: (now) => movedAway(now, address, by) };
}

/** The links to what was refused are gone; the issue that it was about names it all the same once it is there. */
function pointedTo(state: State, { id, address }: { readonly id: string; readonly address: string }): Moved | undefined {
  const isNamed =
    state.snapshot.dependents(address).includes(id) || state.snapshot.references(address).some((ref) => ref.id === id);
  if (isNamed) return undefined;
  return { id, step: "away", address, edits: [{ id, add: { related: [address] } }], files: [], over: (issue) => issue };
}

/** The edits after which who needs one needs the other. What is closed here waits for nothing. */
function rewired({ snapshot }: State, from: string, to: string): Edit[] {
  const waiting = snapshot.dependents(from).filter((id) => snapshot.issue(id)?.status !== "closed");
  return waiting.map((id) => {
    const success = snapshot.issue(id)?.needs.find((need) => need.id === from)?.needs_success === true;
    return { id, remove: { needs: [from] }, add: { needs: [{ id: to, needs_success: success }] } };
  });
}

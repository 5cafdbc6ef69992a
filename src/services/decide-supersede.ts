import { BeadsError } from "../errors.ts";
import { type DecideInput, type DecideResult, decide } from "./decide.ts";
import { resolveDecision } from "./resolve-decision.ts";
import type { Workspace } from "./workspace.ts";

/** Decides something in the place of an older decision, about the same things where nothing else is said. @throws TITLE_IS_AN_ID, and what `decide` throws */
export async function supersede(workspace: Workspace, typed: string, input: DecideInput): Promise<DecideResult> {
  const snapshot = await workspace.ledger.snapshot();
  const id = resolveDecision(snapshot, typed, { exact: true });
  if (input.title !== undefined && snapshot.record("decision", input.title.trim()) !== undefined)
    throw titleIsAnId(id, input.title);
  const old = snapshot.record("decision", id)?.head;
  const isScoped = [input.labels, input.paths, input.topics].some((given) => given !== undefined);
  const scope = isScoped ? {} : { scope: old };
  return decide(workspace, { ...input, ...scope, supersedes: [id, ...(input.supersedes ?? [])] });
}

function titleIsAnId(old: string, title: string): BeadsError {
  return new BeadsError(
    "usage",
    "TITLE_IS_AN_ID",
    `${title} is a decision already, and what it supersedes is written when it is made.`,
    {
      hints: [`bd decide supersede ${old} "…" says what was decided instead.`],
      fields: { id: title, superseded: old },
    },
  );
}

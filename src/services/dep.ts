import { nameOf } from "../domain/actor.ts";
import { isElsewhere } from "../domain/address.ts";
import type { Issue } from "../domain/issue.ts";
import { BeadsError } from "../errors.ts";
import type { Edit } from "../store/operation.ts";
import type { Row, Snapshot } from "../store/snapshot.ts";
import { type DependencyKind, dependencyKind } from "./dependency.ts";
import { admitTargets, refuseElsewhere } from "./external-target.ts";
import { resolveId } from "./resolve-id.ts";
import { expandTarget, resolveTarget } from "./resolve-target.ts";
import { rowOf } from "./row-of.ts";
import type { Workspace } from "./workspace.ts";
import { type Landing, write } from "./write.ts";

export interface DepInput {
  readonly id: string;
  readonly target: string;
  /** A word for the kind of edge; `needs` where none is given. */
  readonly type?: string | undefined;
  readonly dry_run?: boolean | undefined;
}

export interface DepResult {
  readonly landing: Landing;
  readonly id: string;
  readonly target: string;
  /** The target as it is shown: `beads:beads-7k3xq2`. */
  readonly address: string;
  readonly kind: DependencyKind;
  /** Every kind of edge that was taken away, or the one that was added. */
  readonly kinds: readonly DependencyKind[];
  readonly row: Row;
}

/**
 * Adds an edge: the first issue needs the second one. `--type blocks` says the same, as earlier trackers have it: it names
 * the kind of edge and not its direction.
 * @throws SELF_DEPENDENCY, DEPENDENCY_CYCLE, HAS_PARENT, TARGET_NOT_FOUND, OTHER_PROJECT
 */
export async function addDependency(workspace: Workspace, input: DepInput): Promise<DepResult> {
  const snapshot = await workspace.ledger.snapshot();
  const id = resolveId(snapshot, input.id, { exact: true });
  const target = resolveTarget(snapshot, await expandTarget(workspace, input.target));
  if (id === target)
    throw new BeadsError("conflict", "SELF_DEPENDENCY", `${id} cannot depend on itself.`, {
      hints: ["bd dep add <id> <target>: the first needs the second."],
      fields: { id, cycle: [id] },
    });
  const kind = kindOf(input.type);
  if (kind === "parent-child") refuseElsewhere(target, "a parent");
  if (kind === "supersedes") refuseElsewhere(target, "changed");
  const isNeed = kind === "needs" || kind === "needs-success";
  const admitted = await admitTargets(workspace, [{ id, needs: isNeed ? [target] : [], others: isNeed ? [] : [target] }]);
  const edit = addEdit(snapshot.issue(id) as Issue, target, kind);
  const address = snapshot.shortener()(target);
  const landing = await writeEdit(workspace, edit, `${WORDS[kind]} ${address}`, input);
  for (const warning of admitted.warnings) workspace.warn(warning);
  if (input.dry_run !== true) await admitted.keep();
  return { landing, id, target, address, kind, kinds: [kind], row: await rowOf(workspace, id) };
}

/** Takes edges between two issues away: of one kind, or whatever the first one says of the second. */
export async function removeDependency(workspace: Workspace, input: DepInput): Promise<DepResult> {
  const snapshot = await workspace.ledger.snapshot();
  const id = resolveId(snapshot, input.id, { exact: true });
  const issue = snapshot.issue(id) as Issue;
  const target = namedBy(snapshot, issue, input.target) ?? resolveTarget(snapshot, await expandTarget(workspace, input.target));
  const asked = input.type === undefined ? undefined : kindOf(input.type);
  const there = kindsBetween(issue, target).filter((kind) => asked === undefined || kind === asked);
  const address = snapshot.shortener()(target);
  const landing = await writeEdit(
    workspace,
    removeEdit(issue, target, there),
    `no longer ${there.map((kind) => WORDS[kind]).join(", ")} ${address}`,
    input,
  );
  return { landing, id, target, address, kind: asked ?? there[0] ?? "needs", kinds: there, row: await rowOf(workspace, id) };
}

/** The issue of another project that an issue names already, by its address as it is shown or in full: nobody has to find that project for it. */
function namedBy(snapshot: Snapshot, issue: Issue, text: string): string | undefined {
  const typed = text.trim();
  const { needs, related, discovered_from, duplicate_of, superseded_by } = issue;
  const named = [...needs.map((need) => need.id), ...related, ...discovered_from, duplicate_of, superseded_by];
  const shorten = snapshot.shortener();
  return named.filter((id) => id !== null).find((id) => isElsewhere(id) && (id === typed || shorten(id) === typed));
}

/** What each kind says of the first issue. */
const WORDS: Readonly<Record<DependencyKind, string>> = {
  needs: "needs",
  "needs-success": "needs the success of",
  blocks: "blocks",
  related: "related to",
  "discovered-from": "discovered from",
  "parent-child": "child of",
  duplicates: "duplicate of",
  supersedes: "supersedes",
  "superseded-by": "superseded by",
};

function kindOf(word: string | undefined): DependencyKind {
  const kind = word === undefined ? "needs" : dependencyKind(word);
  return kind === "blocks" ? "needs" : kind;
}

function addEdit(issue: Issue, target: string, kind: DependencyKind): Edit {
  const { id } = issue;
  if (kind === "needs" || kind === "needs-success")
    return { id, add: { needs: [{ id: target, needs_success: kind === "needs-success" }] } };
  if (kind === "related") return { id, add: { related: [target] } };
  if (kind === "discovered-from") return { id, add: { discovered_from: [target] } };
  if (kind === "duplicates") return { id, set: { duplicate_of: target } };
  if (kind === "superseded-by") return { id, set: { superseded_by: target } };
  if (kind === "supersedes") return { id: target, set: { superseded_by: id } };
  if (issue.parent === null || issue.parent === target) return { id, set: { parent: target } };
  throw new BeadsError("conflict", "HAS_PARENT", `${id} is a child of ${issue.parent} already.`, {
    hints: [`bd update ${id} --parent ${target} moves it.`],
    fields: { id, parent: issue.parent },
  });
}

function kindsBetween(issue: Issue, target: string): DependencyKind[] {
  const need = issue.needs.find((entry) => entry.id === target);
  return [
    ...(need === undefined ? [] : [need.needs_success ? ("needs-success" as const) : ("needs" as const)]),
    ...(issue.related.includes(target) ? ["related" as const] : []),
    ...(issue.discovered_from.includes(target) ? ["discovered-from" as const] : []),
    ...(issue.parent === target ? ["parent-child" as const] : []),
    ...(issue.duplicate_of === target ? ["duplicates" as const] : []),
    ...(issue.superseded_by === target ? ["superseded-by" as const] : []),
  ];
}

function removeEdit({ id }: Issue, target: string, kinds: readonly DependencyKind[]): Edit {
  const has = (kind: DependencyKind) => kinds.includes(kind);
  return {
    id,
    remove: {
      needs: has("needs") || has("needs-success") ? [target] : [],
      related: has("related") ? [target] : [],
      discovered_from: has("discovered-from") ? [target] : [],
    },
    set: {
      ...(has("parent-child") ? { parent: null } : {}),
      ...(has("duplicates") ? { duplicate_of: null } : {}),
      ...(has("superseded-by") ? { superseded_by: null } : {}),
    },
  };
}

async function writeEdit(workspace: Workspace, edit: Edit, word: string, { dry_run }: DepInput): Promise<Landing> {
  const said = `changed by ${nameOf(workspace.actor)}: ${word}`;
  const args = { edits: [edit], word: said, proof: await workspace.proof() };
  return (await write(workspace, "edit", args, { urgency: "soon", dry_run })).landing;
}

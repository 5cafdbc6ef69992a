import type { Issue } from "../../domain/issue.ts";
import type { Yaml } from "../../domain/yaml.ts";
import { BeadsError } from "../../errors.ts";
import { serializeIssue } from "../../format/issue-file.ts";
import { issuePath } from "../../format/paths.ts";
import type { Edit } from "../operation.ts";
import { applies, type Decide, lost, nothing, type State } from "../state.ts";
import { refuseCycles } from "./cycles.ts";
import { readIssue, refuseSuperseded } from "./guards.ts";
import { unknownTarget } from "./targets.ts";

/** Changes fields of issues, all in one commit. Lists gain and lose members one by one, so that two people's edits add up. */
export const edit: Decide<"edit"> = async (state, operation) => {
  const { edits, proof, force } = operation.args;
  if (!force) for (const { id } of edits) await refuseSuperseded(state, operation, id, proof);
  const made = await makeEdits(state, edits);
  if ("error" in made) return lost(made.error);
  const { before, after } = made;
  const texts = [...after].map(([id, issue]) => ({
    id,
    issue,
    was: serializeIssue(before.get(id) as Issue),
    is: serializeIssue(issue),
  }));
  const changed = texts.filter((entry) => entry.was !== entry.is);
  const ids = [...after.keys()];
  if (changed.length === 0) return nothing({ ids, changed: [] });
  return applies({
    files: changed.map((entry) => ({ path: issuePath(entry.id), content: entry.is })),
    subject: `${ids.join(" ")}: ${operation.args.word}`,
    beads: ids,
    result: { ids, changed: changed.map((entry) => entry.id) },
  });
};

interface Edited {
  readonly before: ReadonlyMap<string, Issue>;
  readonly after: ReadonlyMap<string, Issue>;
}

/** The issues before and after some edits, or why they cannot be made. */
async function makeEdits(state: State, edits: readonly Edit[]): Promise<Edited | { readonly error: BeadsError }> {
  const before = new Map<string, Issue>();
  const after = new Map<string, Issue>();
  for (const change of edits) {
    const issue = after.get(change.id) ?? (await readIssue(state, change.id));
    if (!before.has(change.id)) before.set(change.id, issue);
    after.set(change.id, applyEdit(issue, change));
  }
  const error = refuseTargets(state, edits) ?? refuseClosedStatus(edits) ?? refuseCycles(state, after, linked(edits));
  return error === undefined ? { before, after } : { error };
}

/** Edits that go along with another change, such as the link to what was sent: the issues that they change. */
export async function editedBy(
  state: State,
  edits: readonly Edit[],
): Promise<{ readonly issues: readonly Issue[] } | { readonly error: BeadsError }> {
  const made = await makeEdits(state, edits);
  if ("error" in made) return made;
  const changed = [...made.after].filter(([id, issue]) => serializeIssue(made.before.get(id) as Issue) !== serializeIssue(issue));
  return { issues: changed.map(([, issue]) => issue) };
}

/** The issue with an edit made. Removing comes before adding; an edge that is there already is replaced. */
export function applyEdit(issue: Issue, edit: Edit): Issue {
  const { add = {}, remove = {} } = edit;
  const list = (now: readonly string[], less: readonly string[] = [], more: readonly string[] = []) => [
    ...new Set([...now.filter((member) => !less.includes(member)), ...more]),
  ];
  const replaced = new Set([...(remove.needs ?? []), ...(add.needs ?? []).map((need) => need.id)]);
  const next: Issue = {
    ...issue,
    ...edit.set,
    labels: list(issue.labels, remove.labels, add.labels).sort(),
    related: list(issue.related, remove.related, add.related),
    discovered_from: list(issue.discovered_from, remove.discovered_from, add.discovered_from),
    needs: [...issue.needs.filter((need) => !replaced.has(need.id)), ...(add.needs ?? [])],
  };
  const metadata = edit.metadata === undefined ? next.metadata : mergeMetadata(next.metadata, edit.metadata);
  const body = edit.append === undefined ? next.body : [next.body, edit.append].filter((part) => part !== "").join("\n\n");
  return { ...next, metadata, body };
}

function mergeMetadata(now: Issue["metadata"], changes: Readonly<Record<string, unknown>>): Issue["metadata"] {
  const merged: Record<string, Yaml> = { ...now };
  for (const [key, value] of Object.entries(changes)) {
    if (value === null) delete merged[key];
    else merged[key] = value as Yaml;
  }
  return merged;
}

function refuseTargets(state: State, edits: readonly Edit[]): BeadsError | undefined {
  for (const { id, set = {}, add = {} } of edits) {
    const targets = [
      set.parent,
      set.duplicate_of,
      set.superseded_by,
      ...(add.needs ?? []).map((need) => need.id),
      ...(add.related ?? []),
      ...(add.discovered_from ?? []),
    ];
    const missing = targets.find((target) => typeof target === "string" && !target.includes(":") && !state.snapshot.has(target));
    if (typeof missing === "string") return unknownTarget(id, missing);
  }
  return undefined;
}

/** `closed` carries who, when and why: it is set by close and taken away by reopen alone. */
function refuseClosedStatus(edits: readonly Edit[]): BeadsError | undefined {
  const wrong = edits.find((edit) => edit.set?.status === "closed");
  return wrong === undefined
    ? undefined
    : new BeadsError("usage", "USE_CLOSE", "An issue is closed with bd close, which says why.", { fields: { id: wrong.id } });
}

/** The issues that gain an edge. */
function linked(edits: readonly Edit[]): string[] {
  return edits
    .filter((edit) => (edit.add?.needs ?? []).length > 0 || typeof edit.set?.parent === "string")
    .map((edit) => edit.id);
}

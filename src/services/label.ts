import { nameOf } from "../domain/actor.ts";
import { checkLabel } from "../domain/label.ts";
import { BeadsError } from "../errors.ts";
import type { Row } from "../store/snapshot.ts";
import { resolveId } from "./resolve-id.ts";
import { rowOf } from "./row-of.ts";
import type { Workspace } from "./workspace.ts";
import { type Landing, write } from "./write.ts";

export interface LabelInput {
  readonly id: string;
  readonly labels: readonly string[];
  readonly dry_run?: boolean | undefined;
}

export interface LabelResult {
  readonly landing: Landing;
  readonly row: Row;
  readonly labels: readonly string[];
}

/** Puts labels on an issue; those that it has stay. @throws what `checkLabel` throws */
export async function addLabels(workspace: Workspace, input: LabelInput): Promise<LabelResult> {
  return writeLabels(workspace, input, "add");
}

/** Takes labels off an issue; those that it has not are no error. */
export async function removeLabels(workspace: Workspace, input: LabelInput): Promise<LabelResult> {
  return writeLabels(workspace, input, "remove");
}

async function writeLabels(workspace: Workspace, input: LabelInput, way: "add" | "remove"): Promise<LabelResult> {
  const id = resolveId(await workspace.ledger.snapshot(), input.id, { exact: true });
  const labels = [...new Set(input.labels.map((label) => checkLabel(label)))];
  if (labels.length === 0)
    throw new BeadsError("usage", "NO_LABEL", "No label was given.", { hints: [`bd label ${way} <id> <label>`] });
  const sign = way === "add" ? "+" : "-";
  const edit = way === "add" ? { id, add: { labels } } : { id, remove: { labels } };
  const args = {
    edits: [edit],
    word: `changed by ${nameOf(workspace.actor)}: ${labels.map((label) => `${sign}${label}`).join(", ")}`,
    proof: await workspace.proof(),
  };
  const { landing } = await write(workspace, "edit", args, { urgency: "soon", dry_run: input.dry_run });
  return { landing, row: await rowOf(workspace, id), labels };
}

/**
 * Tells ids from labels in `label add <id…> <label…>`: what the ledger knows as an issue is an id. What only looks like one
 * is refused, since a mistyped id must not become a label.
 * @throws NO_LABEL, ISSUE_NOT_FOUND
 */
export async function splitTargets(
  workspace: Workspace,
  words: readonly string[],
  given: readonly string[],
): Promise<{ ids: string[]; labels: string[] }> {
  const snapshot = await workspace.ledger.snapshot();
  const [first, ...rest] = words;
  const ids = first === undefined ? [] : [resolveId(snapshot, first, { exact: true })];
  const labels = [...given];
  for (const word of rest) {
    if (snapshot.has(word)) ids.push(word);
    else if (/^[a-z0-9_-]+-[0-9a-z]{6}$/.test(word) && word.startsWith(`${snapshot.project.prefix}-`))
      resolveId(snapshot, word, { exact: true });
    else labels.push(...word.split(","));
  }
  return { ids: [...new Set(ids)], labels: labels.map((label) => label.trim()).filter((label) => label !== "") };
}

export interface LabelCount {
  readonly label: string;
  /** How many issues have it. */
  readonly count: number;
}

/** The labels of an issue, or all that are in use, each with how many issues have it. */
export async function listLabels(workspace: Workspace, id: string | undefined): Promise<readonly LabelCount[]> {
  const snapshot = await workspace.ledger.snapshot();
  const all = snapshot.labels();
  if (id === undefined) return all;
  const labels = snapshot.issue(resolveId(snapshot, id))?.labels ?? [];
  return labels.map((label) => all.find((entry) => entry.label === label) ?? { label, count: 1 });
}

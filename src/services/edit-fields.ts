import { nameOf } from "../domain/actor.ts";
import { checkBody } from "../domain/body.ts";
import type { Issue } from "../domain/issue.ts";
import { checkLabel } from "../domain/label.ts";
import { parsePriority } from "../domain/priority.ts";
import { checkTitle } from "../domain/title.ts";
import { BeadsError } from "../errors.ts";
import type { Edit, IssueFields } from "../store/operation.ts";
import type { Row, Snapshot } from "../store/snapshot.ts";
import { type BodySections, hasSections, withSections } from "./body-sections.ts";
import { checkReference } from "./draft.ts";
import { refuseElsewhere } from "./external-target.ts";
import { refuseUnreasonedForce } from "./force.ts";
import { resolveAssignee } from "./resolve-assignee.ts";
import { resolveEstimate } from "./resolve-estimate.ts";
import { resolveId } from "./resolve-id.ts";
import { resolveMetadata } from "./resolve-metadata.ts";
import { resolveTarget } from "./resolve-target.ts";
import { resolveType } from "./resolve-type.ts";
import { pastDefer, resolveWhen } from "./resolve-when.ts";
import { rowOf } from "./row-of.ts";
import type { Workspace } from "./workspace.ts";
import { type Landing, write } from "./write.ts";

/** Changes to one issue, every value as typed; null takes a value away. */
export interface FieldsInput {
  readonly id: string;
  /** Only what is stored and no verb of its own; the rest is asked for with `update`. */
  readonly status?: "open" | "deferred" | undefined;
  readonly title?: string | undefined;
  readonly body?: string | undefined;
  readonly append?: string | undefined;
  readonly sections?: BodySections | undefined;
  readonly type?: string | undefined;
  readonly priority?: string | undefined;
  readonly assignee?: string | null | undefined;
  readonly add_labels?: readonly string[] | undefined;
  readonly remove_labels?: readonly string[] | undefined;
  /** The labels that it is to have and no others. */
  readonly set_labels?: readonly string[] | undefined;
  readonly parent?: string | null | undefined;
  readonly due?: string | null | undefined;
  readonly defer?: string | null | undefined;
  readonly estimate?: string | null | undefined;
  readonly external_ref?: string | null | undefined;
  readonly metadata?: readonly string[] | undefined;
  readonly unset_metadata?: readonly string[] | undefined;
  readonly force?: boolean | undefined;
  readonly reason?: string | undefined;
  readonly dry_run?: boolean | undefined;
}

export interface FieldsResult {
  readonly landing: Landing;
  readonly id: string;
  /** The fields that were asked for. */
  readonly fields: readonly string[];
  readonly row: Row;
}

/** Changes fields of an issue. @throws usage errors for bad values, CLAIM_SUPERSEDED, DEPENDENCY_CYCLE */
export async function editFields(workspace: Workspace, input: FieldsInput): Promise<FieldsResult> {
  refuseUnreasonedForce(input);
  const snapshot = await workspace.ledger.snapshot();
  const id = resolveId(snapshot, input.id, { exact: true });
  const edit = editOf(workspace, snapshot, input, snapshot.issue(id) as Issue);
  const fields = fieldsOf(edit);
  if (fields.length === 0) throw nothingAsked(id);
  const past = pastDefer(edit.set?.defer_until ?? null, workspace.ledger.now());
  if (past !== undefined) workspace.warn(past);
  const reason = input.reason === undefined ? "" : ` (${input.reason})`;
  const word = `changed by ${nameOf(workspace.actor)}: ${wordsOf(edit, fields, snapshot.issue(id) as Issue)}${reason}`;
  const args = { edits: [edit], word, proof: await workspace.proof(), force: input.force === true };
  const { landing } = await write(workspace, "edit", args, { urgency: "soon", dry_run: input.dry_run });
  return { landing, id, fields, row: await rowOf(workspace, id) };
}

function editOf(workspace: Workspace, snapshot: Snapshot, input: FieldsInput, issue: Issue): Edit {
  const set = setOf(workspace, snapshot, input, issue);
  const labels = labelsOf(input, issue);
  const metadata = {
    ...resolveMetadata(input.metadata ?? []),
    ...Object.fromEntries((input.unset_metadata ?? []).map((key) => [key, null])),
  };
  return {
    id: issue.id,
    ...(Object.keys(set).length > 0 ? { set } : {}),
    ...(labels.add.length > 0 ? { add: { labels: labels.add } } : {}),
    ...(labels.remove.length > 0 ? { remove: { labels: labels.remove } } : {}),
    ...(Object.keys(metadata).length > 0 ? { metadata } : {}),
    ...(input.append === undefined ? {} : { append: checkBody(input.append) }),
  };
}

function setOf(workspace: Workspace, snapshot: Snapshot, input: FieldsInput, issue: Issue): IssueFields {
  const now = workspace.ledger.now();
  const body =
    input.sections === undefined || !hasSections(input.sections)
      ? input.body
      : withSections(input.body ?? issue.body, input.sections);
  const given: Record<keyof IssueFields, unknown> = {
    title: unlessAbsent(input.title, checkTitle),
    status: statusOf(input),
    type: unlessAbsent(input.type, (text) => resolveType(snapshot, text)),
    priority: unlessAbsent(input.priority, parsePriority),
    parent: unlessAbsent(input.parent, (text) => parentOf(snapshot, text)),
    assignee: unlessAbsent(input.assignee, (text) => resolveAssignee(workspace, text)),
    due: unlessAbsent(input.due, (text) => resolveWhen(text, now)),
    defer_until:
      input.status === "open" && input.defer === undefined ? null : unlessAbsent(input.defer, (text) => resolveWhen(text, now)),
    estimate: unlessAbsent(input.estimate, resolveEstimate),
    external_ref: unlessAbsent(input.external_ref, checkReference),
    body: unlessAbsent(body, checkBody),
    duplicate_of: undefined,
    superseded_by: undefined,
    metadata: undefined,
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as IssueFields;
}

function parentOf(snapshot: Snapshot, text: string): string {
  const parent = resolveTarget(snapshot, text);
  refuseElsewhere(parent, "a parent");
  return parent;
}

/** A deferral with an end is a time, so that the issue comes back by itself; one without is a status. */
function statusOf({ status, defer }: FieldsInput): "open" | "deferred" | undefined {
  return status === "deferred" && typeof defer === "string" ? "open" : status;
}

/** What is given resolved; null and undefined as they are. */
function unlessAbsent<R>(value: string | null | undefined, resolve: (value: string) => R): R | null | undefined {
  return typeof value === "string" ? resolve(value) : value;
}

function labelsOf(input: FieldsInput, issue: Issue): { add: string[]; remove: string[] } {
  const checked = (labels: readonly string[] | undefined) => [...new Set((labels ?? []).map((label) => checkLabel(label)))];
  const wanted = input.set_labels === undefined ? undefined : checked(input.set_labels);
  const swept = wanted === undefined ? [] : issue.labels.filter((label) => !wanted.includes(label));
  return { add: [...(wanted ?? []), ...checked(input.add_labels)], remove: [...swept, ...checked(input.remove_labels)] };
}

function fieldsOf({ set, add, remove, metadata, append }: Edit): string[] {
  const labels = add?.labels !== undefined || remove?.labels !== undefined ? ["labels"] : [];
  const body = append === undefined || set?.body !== undefined ? [] : ["body"];
  return [...Object.keys(set ?? {}), ...labels, ...(metadata === undefined ? [] : ["metadata"]), ...body];
}

/** Fields whose values are short enough for a commit's subject. */
const SHORT: ReadonlySet<string> = new Set([
  "status",
  "type",
  "priority",
  "assignee",
  "parent",
  "due",
  "defer_until",
  "estimate",
]);

/** What the commit's subject says of the change; fields that stay as they are do not count. */
function wordsOf({ set = {}, add, remove }: Edit, fields: readonly string[], issue: Issue): string {
  const values: Readonly<Record<string, unknown>> = set;
  const changed = fields.filter((field) => field !== "labels" && values[field] !== issue[field as keyof Issue]);
  const words = changed.map((field) => {
    if (!SHORT.has(field) || values[field] === undefined) return field;
    return values[field] === null ? `no ${field}` : `${field} ${String(values[field])}`;
  });
  const labels = [...(add?.labels ?? []).map((label) => `+${label}`), ...(remove?.labels ?? []).map((label) => `-${label}`)];
  return [...words, ...labels].join(", ") || fields.join(", ");
}

function nothingAsked(id: string): BeadsError {
  return new BeadsError("usage", "NOTHING_TO_UPDATE", `There is nothing to change in ${id}: no field was given.`, {
    hints: ["bd update --help lists the fields."],
    fields: { id },
  });
}

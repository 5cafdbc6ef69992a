import { issueBody } from "../../templates/issue-body.ts";
import { nameOf } from "../domain/actor.ts";
import { checkBody } from "../domain/body.ts";
import { emptyIssue } from "../domain/fields.ts";
import { checkChosenId } from "../domain/id.ts";
import type { Issue, Need } from "../domain/issue.ts";
import { checkLabel } from "../domain/label.ts";
import { parsePriority } from "../domain/priority.ts";
import { toStamp } from "../domain/time.ts";
import { checkTitle } from "../domain/title.ts";
import { BeadsError } from "../errors.ts";
import type { Edit } from "../store/operation.ts";
import type { Snapshot } from "../store/snapshot.ts";
import { type BodySections, withSections } from "./body-sections.ts";
import { type Dependency, parseDependency } from "./dependency.ts";
import { resolveAssignee } from "./resolve-assignee.ts";
import { resolveEstimate } from "./resolve-estimate.ts";
import { resolveMetadata } from "./resolve-metadata.ts";
import { resolveTarget } from "./resolve-target.ts";
import { resolveType } from "./resolve-type.ts";
import { resolveWhen } from "./resolve-when.ts";
import type { Workspace } from "./workspace.ts";

/** An issue as somebody describes it: every value as typed. */
export interface IssueDraft {
  readonly title: string;
  readonly body?: string | undefined;
  readonly type?: string | undefined;
  readonly priority?: string | undefined;
  readonly labels?: readonly string[] | undefined;
  readonly parent?: string | undefined;
  /** Ids that have to be closed first. */
  readonly needs?: readonly string[] | undefined;
  /** `type:id`, or a bare id that is needed. */
  readonly deps?: readonly string[] | undefined;
  readonly assignee?: string | undefined;
  readonly due?: string | undefined;
  readonly defer?: string | undefined;
  readonly estimate?: string | undefined;
  readonly external_ref?: string | undefined;
  /** `key=value`. */
  readonly metadata?: readonly string[] | undefined;
  /** Chosen by the user: a clash is refused. */
  readonly id?: string | undefined;
  /** Parts of the body that have flags of their own. */
  readonly sections?: BodySections | undefined;
  /** Begins an empty body with the sections that fit the type. */
  readonly template?: boolean | undefined;
}

/** What drafts are read against: the ledger, the time, and the names that the other drafts of a plan go by. */
export interface DraftSite {
  readonly workspace: Workspace;
  readonly snapshot: Snapshot;
  readonly names: ReadonlyMap<string, string>;
}

/** A draft that was checked: the issue, and what its edges change in others. */
export interface CheckedDraft {
  readonly issue: Issue;
  readonly edits: readonly Edit[];
}

/** Checks a draft and makes the issue of it. @throws usage errors for whatever is wrong, not-found for unknown ids */
export function checkDraft(draft: DraftSite, typed: IssueDraft, id: string): CheckedDraft {
  const { workspace, snapshot } = draft;
  const now = workspace.ledger.now();
  const edges = edgesOf(draft, typed, id);
  const when = (text: string | undefined) => (text === undefined ? null : resolveWhen(text, now));
  const type = typed.type === undefined ? "task" : resolveType(snapshot, typed.type);
  const issue = emptyIssue({
    id: checkChosenId(id),
    title: checkTitle(typed.title),
    type,
    priority: typed.priority === undefined ? 2 : parsePriority(typed.priority),
    labels: [...new Set((typed.labels ?? []).map((label) => checkLabel(label)))].sort(),
    assignee: typed.assignee === undefined ? null : resolveAssignee(workspace, typed.assignee),
    due: when(typed.due),
    defer_until: when(typed.defer),
    estimate: typed.estimate === undefined ? null : resolveEstimate(typed.estimate),
    external_ref: typed.external_ref === undefined ? null : checkReference(typed.external_ref),
    metadata: resolveMetadata(typed.metadata ?? []),
    body: checkBody(bodyOf(typed, type)),
    created: toStamp(now),
    by: nameOf(workspace.actor),
    ...edges.fields,
  });
  return { issue, edits: edges.edits };
}

function bodyOf({ body, sections, template }: IssueDraft, type: string): string {
  const begun = template === true && (body ?? "").trim() === "" ? issueBody(type) : (body ?? "");
  return sections === undefined ? begun : withSections(begun, sections);
}

interface Edges {
  readonly fields: Partial<Issue>;
  readonly edits: readonly Edit[];
}

function edgesOf(site: DraftSite, typed: IssueDraft, id: string): Edges {
  const { name } = site.snapshot.project;
  const dependencies: Dependency[] = [
    ...(typed.parent === undefined ? [] : [{ kind: "parent-child" as const, target: typed.parent }]),
    ...(typed.needs ?? []).map((target) => ({ kind: "needs" as const, target })),
    ...(typed.deps ?? []).map((text) =>
      site.names.has(text.trim()) ? { kind: "needs" as const, target: text } : parseDependency(text, name),
    ),
  ];
  const of = (kind: Dependency["kind"]) => [
    ...new Set(dependencies.filter((edge) => edge.kind === kind).map((edge) => find(site, edge.target))),
  ];
  const needs: Need[] = [
    ...of("needs").map((need) => ({ id: need, needs_success: false })),
    ...of("needs-success").map((need) => ({ id: need, needs_success: true })),
  ];
  return {
    fields: {
      parent: single(of("parent-child"), "parent"),
      needs,
      related: of("related"),
      discovered_from: of("discovered-from"),
      duplicate_of: single(of("duplicates"), "duplicated issue"),
      superseded_by: single(of("superseded-by"), "superseding issue"),
    },
    edits: [
      ...of("blocks").map((other) => ({ id: own(other), add: { needs: [{ id, needs_success: false }] } })),
      ...of("supersedes").map((other) => ({ id: own(other), set: { superseded_by: id } })),
    ],
  };
}

/** A name of the same plan comes before an id of the ledger. */
function find({ names, snapshot }: DraftSite, target: string): string {
  return names.get(target.trim()) ?? names.get(target.trim().toLowerCase()) ?? resolveTarget(snapshot, target);
}

function single(ids: readonly string[], what: string): string | null {
  if (ids.length <= 1) return ids[0] ?? null;
  throw new BeadsError("usage", "SEVERAL_PARENTS", `An issue has one ${what}, not ${ids.length}: ${ids.join(", ")}.`, {
    fields: { ids },
  });
}

function own(id: string): string {
  if (!id.includes(":")) return id;
  throw new BeadsError("usage", "OTHER_PROJECT", `${id} belongs to another project and cannot be changed from here.`, {
    hints: ["bd send tells that project what you need."],
    fields: { id },
  });
}

const MAX_REFERENCE = 512;
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/;

/** A reference into another system, such as `gh-9` or a URL. @throws BAD_EXTERNAL_REF */
export function checkReference(text: string): string {
  const reference = text.trim();
  if (reference !== "" && reference.length <= MAX_REFERENCE && !CONTROL.test(reference)) return reference;
  throw new BeadsError("usage", "BAD_EXTERNAL_REF", "An external reference has 1 to 512 characters on one line.", {
    fields: { value: text },
  });
}

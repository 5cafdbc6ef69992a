import { mintId } from "../../domain/id.ts";
import type { Issue } from "../../domain/issue.ts";
import { BeadsError } from "../../errors.ts";
import { serializeIssue } from "../../format/issue-file.ts";
import { serializeMessage } from "../../format/message-file.ts";
import { attachmentPath, issuePath, messagePath } from "../../format/paths.ts";
import type { FileWrite } from "../../git/repository.ts";
import type { AttachedFile, Edit, VerbArguments } from "../operation.ts";
import type { State } from "../state.ts";
import { applies, type Decide, lost, nothing } from "../state.ts";
import { refuseCycles } from "./cycles.ts";
import { applyEdit } from "./edit.ts";
import { readIssue } from "./guards.ts";
import { refuseUnknownTargets } from "./targets.ts";

/** Makes issues, with the messages that come along, all in one commit. An id that is taken gets a new one unless the user chose it. */
export const create: Decide<"create"> = async (state, operation) => {
  const args = operation.args;
  if (haveLanded(state, args.issues)) return nothing({ ids: args.issues.map(({ id }) => id) });
  const fresh = freshIssues(state, args.issues, args.explicit);
  if ("error" in fresh) return lost(fresh.error);
  const { issues, renamed } = fresh;
  const edited = await editedIssues(state, args.edits ?? [], renamed);
  const refusal =
    refuseUnknownTargets(state, issues, args.parents_may_be_closed === true) ??
    refuseCycles(state, new Map([...issues, ...edited].map((issue) => [issue.id, issue])), idsWithEdges([...issues, ...edited]));
  if (refusal !== undefined) return lost(refusal);
  return applies({
    files: [
      ...[...issues, ...edited].map((issue) => ({ path: issuePath(issue.id), content: serializeIssue(issue) })),
      ...messageFiles(args, renamed),
    ],
    subject: subjectOf(issues),
    text: issues.length === 1 ? (issues[0]?.body ?? "") : issues.map((issue) => `${issue.id}: ${issue.title}`).join("\n"),
    beads: [...issues, ...edited].map((issue) => issue.id),
    result: { ids: issues.map((issue) => issue.id) },
    ...(Object.keys(renamed).length > 0 ? { renamed } : {}),
  });
};

/**
 * True if an operation that is decided again meets the issues that it made itself: a person merged it in one commit with others, so that no trailer
 * tells. An id, an author and a time to the millisecond come together only once; title or text may have been edited since.
 */
export function haveLanded({ replay, snapshot }: Pick<State, "replay" | "snapshot">, issues: readonly Issue[]): boolean {
  if (!replay) return false;
  return issues.some((issue) => {
    const there = snapshot.issue(issue.id);
    if (there?.created !== issue.created || there.by !== issue.by) return false;
    return there.title === issue.title || (there.body !== "" && there.body === issue.body);
  });
}

/** Issues to be made, under ids that nobody has: taken ones are renamed throughout, unless the user chose them. */
export function freshIssues(
  state: State,
  issues: readonly Issue[],
  explicit: readonly string[],
): { issues: readonly Issue[]; renamed: Record<string, string> } | { error: BeadsError } {
  const renamed: Record<string, string> = {};
  for (const issue of issues) {
    if (!state.snapshot.has(issue.id)) continue;
    if (explicit.includes(issue.id)) return { error: idTaken(issue.id) };
    renamed[issue.id] = freeId(state, issue.id);
  }
  return { issues: issues.map((issue) => withIds(issue, renamed)), renamed };
}

/** The issues at the other end of `blocks` and `supersedes`, changed; a new id that clashed is named as it is now. */
async function editedIssues(state: State, edits: readonly Edit[], renamed: Readonly<Record<string, string>>): Promise<Issue[]> {
  const after = new Map<string, Issue>();
  for (const edit of edits) {
    const issue = after.get(edit.id) ?? (await readIssue(state, edit.id));
    after.set(edit.id, applyEdit(issue, editWithIds(edit, renamed)));
  }
  return [...after.values()];
}

/** Only what the edit says is renamed: the issue itself may well name the bead that had the id first. */
function editWithIds(edit: Edit, renamed: Readonly<Record<string, string>>): Edit {
  const now = (id: string) => renamed[id] ?? id;
  const { superseded_by } = edit.set ?? {};
  const set = typeof superseded_by === "string" ? { ...edit.set, superseded_by: now(superseded_by) } : edit.set;
  const needs = (edit.add?.needs ?? []).map((need) => ({ ...need, id: now(need.id) }));
  return { ...edit, ...(set === undefined ? {} : { set }), add: { ...edit.add, needs } };
}

function messageFiles(args: VerbArguments["create"], renamed: Readonly<Record<string, string>>): FileWrite[] {
  return (args.messages ?? []).flatMap((message) => {
    const thread = message.thread === null ? null : (renamed[message.thread] ?? message.thread);
    const file = { path: messagePath(thread, message.id), content: serializeMessage({ ...message, thread }) };
    return [file, ...attachmentFiles(thread, message.id, args.files?.[message.id] ?? [])];
  });
}

/** The files of a message's attachments, decoded from the journal's base64. */
export function attachmentFiles(thread: string | null, message: string, files: readonly AttachedFile[]): FileWrite[] {
  return files.map((file) => ({
    path: attachmentPath(thread, message, file.name),
    content: Buffer.from(file.content, "base64"),
  }));
}

function subjectOf(issues: readonly Issue[]): string {
  const first = issues[0];
  if (first !== undefined && issues.length === 1) return `${first.id}: new ${first.type}: ${first.title}`;
  return `create ${issues.length} issues: ${issues.map((issue) => issue.id).join(" ")}`;
}

function freeId(state: State, taken: string): string {
  const prefix = taken.slice(0, taken.lastIndexOf("-")) || state.snapshot.project.prefix;
  for (;;) {
    const id = mintId(prefix, state.chance);
    if (!state.snapshot.has(id)) return id;
  }
}

function withIds(issue: Issue, renamed: Readonly<Record<string, string>>): Issue {
  if (Object.keys(renamed).length === 0) return issue;
  const now = (id: string) => renamed[id] ?? id;
  return {
    ...issue,
    id: now(issue.id),
    parent: issue.parent === null ? null : now(issue.parent),
    needs: issue.needs.map((need) => ({ ...need, id: now(need.id) })),
    related: issue.related.map(now),
    discovered_from: issue.discovered_from.map(now),
    superseded_by: issue.superseded_by === null ? null : now(issue.superseded_by),
    duplicate_of: issue.duplicate_of === null ? null : now(issue.duplicate_of),
  };
}

function idTaken(id: string): BeadsError {
  return new BeadsError("conflict", "ID_TAKEN", `The id ${id} is taken.`, {
    hints: ["Leave --id away and a free one is made."],
    fields: { id },
  });
}

function idsWithEdges(issues: readonly Issue[]): string[] {
  return issues.filter((issue) => issue.needs.length > 0 || issue.parent !== null).map((issue) => issue.id);
}

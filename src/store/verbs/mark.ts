import { nameOf } from "../../domain/actor.ts";
import type { Issue } from "../../domain/issue.ts";
import type { OutboxEntry, OutboxMark } from "../../domain/outbox.ts";
import { toStamp } from "../../domain/time.ts";
import { BeadsError } from "../../errors.ts";
import { serializeIssue } from "../../format/issue-file.ts";
import { serializeOutboxMark } from "../../format/outbox-file.ts";
import { issuePath, markPath } from "../../format/paths.ts";
import type { Edit } from "../operation.ts";
import { applies, type Decide, lost, nothing, type State } from "../state.ts";
import { editedBy } from "./edit.ts";
import { readIssue } from "./guards.ts";
import { type Moved, movedBy } from "./moved.ts";

/**
 * Writes down what became of an outbox entry. The first word of each kind stays, and nothing is said of what was delivered. An issue that was to move
 * follows the word in the same commit.
 */
export const mark: Decide<"mark"> = async (state, operation) => {
  const { entry: id, state: word, bead, reason, branch, edits } = operation.args;
  const passage = state.snapshot.passage(id);
  if (passage === undefined) return lost(unknownEntry(id));
  if (passage.marks.some((known) => known.state === word)) return nothing({ entry: id });
  if (passage.marks.some((known) => known.state === "delivered")) {
    return word === "dropped" ? lost(deliveredMeanwhile(passage.entry)) : nothing({ entry: id });
  }
  const said: OutboxMark = {
    ...{ entry: id, state: word, at: toStamp(state.moment.now), by: nameOf(operation.actor) },
    ...{ bead, reason, branch, extras: [] },
  };
  const moved = await movedBy(state, operation, said);
  const changed = await editsOf(state, edits, moved?.edits ?? []);
  if ("error" in changed) return lost(changed.error);
  const issues = moved === undefined ? changed.issues : await withStep(state, changed.issues, moved);
  const touched = [
    ...(moved === undefined ? [] : [moved.id]),
    ...issues.map((issue) => issue.id),
    ...edits.map((edit) => edit.id),
  ];
  return applies({
    files: [
      { path: markPath(id, word), content: serializeOutboxMark(said) },
      ...issues.map((issue) => ({ path: issuePath(issue.id), content: serializeIssue(issue) })),
      ...(moved?.files ?? []),
    ],
    subject: subjectOf(passage.entry, said, moved),
    ...(reason === null ? {} : { text: reason }),
    beads: [...new Set([`${passage.entry.project}:${bead ?? passage.entry.bead}`, ...touched])],
    ...(moved === undefined ? { housekeeping: true } : {}),
    result: { entry: id },
  });
};

/** An edge that cannot be set right any more must not keep the word from being written. */
async function editsOf(state: State, edits: readonly Edit[], more: readonly Edit[]): ReturnType<typeof editedBy> {
  const all = await editedBy(state, [...edits, ...more]);
  return "error" in all && more.length > 0 ? editedBy(state, edits) : all;
}

async function withStep(state: State, issues: readonly Issue[], { id, over }: Moved): Promise<readonly Issue[]> {
  const issue = issues.find((each) => each.id === id) ?? (await readIssue(state, id));
  return [over(issue), ...issues.filter((each) => each.id !== id)];
}

function subjectOf(entry: OutboxEntry, { state, bead }: OutboxMark, moved: Moved | undefined): string {
  const what = `to ${entry.project}:${bead ?? entry.bead}: ${state}`;
  if (moved === undefined || entry.kind !== "handoff") return what;
  return `${what}; ${moved.id} ${moved.step === "back" ? "is open here again" : "moved there after all"}`;
}

/** Whoever gave it up believes that nobody there has it. */
function deliveredMeanwhile({ id, project, bead }: OutboxEntry): BeadsError {
  return new BeadsError(
    "conflict",
    "OUTBOX_NOT_WAITING",
    `${id} waits no more: it was delivered to ${project}:${bead} meanwhile.`,
    {
      hints: ["bd outbox list --all shows what became of everything."],
      fields: { id, state: "delivered" },
    },
  );
}

function unknownEntry(id: string): BeadsError {
  return new BeadsError("not-found", "OUTBOX_ENTRY_NOT_FOUND", `There is nothing in the outbox under ${id}.`, {
    hints: ["bd outbox list shows what is on its way."],
    fields: { id },
  });
}

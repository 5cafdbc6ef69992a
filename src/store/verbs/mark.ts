import { nameOf } from "../../domain/actor.ts";
import type { OutboxEntry, OutboxMark } from "../../domain/outbox.ts";
import { toStamp } from "../../domain/time.ts";
import { BeadsError } from "../../errors.ts";
import { serializeIssue } from "../../format/issue-file.ts";
import { serializeOutboxMark } from "../../format/outbox-file.ts";
import { issuePath, markPath } from "../../format/paths.ts";
import { applies, type Decide, lost, nothing } from "../state.ts";
import { editedBy } from "./edit.ts";

/** Writes down what became of an outbox entry. The first word of each kind stays, and nothing is said of what was delivered. */
export const mark: Decide<"mark"> = async (state, operation) => {
  const { entry: id, state: word, bead, reason, branch, edits } = operation.args;
  const passage = state.snapshot.passage(id);
  if (passage === undefined) return lost(unknownEntry(id));
  if (passage.marks.some((known) => known.state === word || known.state === "delivered")) return nothing({ entry: id });
  const changed = await editedBy(state, edits);
  if ("error" in changed) return lost(changed.error);
  const said: OutboxMark = {
    ...{ entry: id, state: word, at: toStamp(state.moment.now), by: nameOf(operation.actor) },
    ...{ bead, reason, branch, extras: [] },
  };
  return applies({
    files: [
      { path: markPath(id, word), content: serializeOutboxMark(said) },
      ...changed.issues.map((issue) => ({ path: issuePath(issue.id), content: serializeIssue(issue) })),
    ],
    subject: subjectOf(passage.entry, said),
    ...(reason === null ? {} : { text: reason }),
    beads: [`${passage.entry.project}:${bead ?? passage.entry.bead}`, ...edits.map((edit) => edit.id)],
    housekeeping: true,
    result: { entry: id },
  });
};

function subjectOf(entry: OutboxEntry, { state, bead }: OutboxMark): string {
  return `to ${entry.project}:${bead ?? entry.bead}: ${state}`;
}

function unknownEntry(id: string): BeadsError {
  return new BeadsError("not-found", "OUTBOX_ENTRY_NOT_FOUND", `There is nothing in the outbox under ${id}.`, {
    hints: ["bd outbox list shows what is on its way."],
    fields: { id },
  });
}

import type { OutboxEntry } from "../../domain/outbox.ts";
import { serializeIssue } from "../../format/issue-file.ts";
import { serializeOutboxEntry } from "../../format/outbox-file.ts";
import { issuePath, outboxPath, parcelPath } from "../../format/paths.ts";
import type { FileWrite } from "../../git/repository.ts";
import type { Operation } from "../operation.ts";
import { applies, type Decide, lost, nothing, type State, type Verdict } from "../state.ts";
import { close } from "./close.ts";
import { editedBy } from "./edit.ts";

/** Puts something on its way to another project: the outbox entry, with what else that changes here, in one commit. */
export const send: Decide<"send"> = async (state, operation) => {
  const { entry, files, edits } = operation.args;
  const result = { entry: entry.id };
  if (state.snapshot.passage(entry.id) !== undefined) return nothing(result);
  const closing = await closingOf(state, operation);
  if (closing?.kind === "lost") return lost(closing.error);
  const changed = await editedBy(state, edits);
  if ("error" in changed) return lost(changed.error);
  return applies({
    files: [
      { path: outboxPath(entry.id), content: serializeOutboxEntry(entry) },
      ...files.map(
        (file): FileWrite => ({ path: parcelPath(entry.id, file.name), content: Buffer.from(file.content, "base64") }),
      ),
      ...(closing?.kind === "applies" ? closing.draft.files : []),
      ...changed.issues.map((issue) => ({ path: issuePath(issue.id), content: serializeIssue(issue) })),
    ],
    subject: subjectOf(entry),
    text: entry.body,
    beads: [...new Set([addressOf(entry), ...(entry.issue === null ? [] : [entry.issue]), ...edits.map(({ id }) => id)])],
    result,
  });
};

/** The issue that moves is closed here, under the same rules as any closing, and says where it went. */
async function closingOf(state: State, operation: Operation<"send">): Promise<Verdict<unknown> | undefined> {
  const { entry, close: moved, proof } = operation.args;
  if (moved === null) return undefined;
  const args = {
    ids: [moved.issue],
    reason: moved.reason,
    outcome: "handed-off",
    force: moved.force,
    with_children: false,
    follow_ups: [],
    superseded_by: addressOf(entry),
    proof,
  } as const;
  return close(state, { ...operation, verb: "close", args });
}

function addressOf({ project, bead }: OutboxEntry): string {
  return `${project}:${bead}`;
}

function subjectOf(entry: OutboxEntry): string {
  const what =
    entry.kind === "issue" ? `new ${entry.type}` : entry.kind === "message" ? `a ${entry.type}` : (entry.issue ?? "an issue");
  const words = entry.title ?? entry.subject ?? entry.body.split("\n")[0] ?? "";
  return `to ${addressOf(entry)}: ${what} from ${entry.from.agent}${words === "" ? "" : `: ${words}`}`;
}

import type { Message } from "../../domain/message.ts";
import { isTakingBack, takesBack } from "../../domain/taking-back.ts";
import { BeadsError } from "../../errors.ts";
import { serializeIssue } from "../../format/issue-file.ts";
import { serializeMessage } from "../../format/message-file.ts";
import { issuePath, messagePath } from "../../format/paths.ts";
import type { FileWrite } from "../../git/repository.ts";
import { applies, type Decide, lost, nothing, type State } from "../state.ts";
import { attachmentFiles } from "./create.ts";
import { readIssue } from "./guards.ts";

/** Adds one immutable message with its attachments. It applies on any state in which its thread exists. */
export const message: Decide<"message"> = async (state, operation) => {
  const { message: said, files, reopen = false } = operation.args;
  if (said.thread !== null && !state.snapshot.has(said.thread)) {
    return lost(
      new BeadsError("not-found", "ISSUE_NOT_FOUND", `There is no issue ${said.thread}.`, { fields: { id: said.thread } }),
    );
  }
  const result = { id: said.id, thread: said.thread };
  if (state.snapshot.message(said.id) !== undefined) return nothing(result);
  const before = takenBackBefore(state, said);
  if (before !== undefined) return nothing({ id: before.id, thread: said.thread });
  return applies({
    files: [
      { path: messagePath(said.thread, said.id), content: serializeMessage(said) },
      ...attachmentFiles(said.thread, said.id, files),
      ...(reopen && said.thread !== null ? await reopened(state, said.thread) : []),
    ],
    subject: messageSubject(said),
    text: said.body,
    beads: said.thread === null ? [] : [said.thread],
    result,
  });
};

/** What takes the same back already, by the same author: to say it twice would only be news for nobody. */
function takenBackBefore({ snapshot }: State, said: Message): Message | undefined {
  if (!isTakingBack(said)) return undefined;
  const thread = snapshot.messages({ thread: said.thread ?? "" });
  const named = thread.find(({ id }) => id === said.in_reply_to);
  return named !== undefined && takesBack(said, named) ? thread.find((later) => takesBack(later, named)) : undefined;
}

/** What a message is in one line: on what, of what kind, from whom, and how it begins. */
export function messageSubject(said: Message): string {
  const first = said.subject ?? said.body.split("\n")[0] ?? "";
  const word = said.in_reply_to === null ? said.type : said.type === "ack" ? "ack" : "reply";
  return `${said.thread ?? "bulletin"}: ${word} from ${said.from.agent}${first === "" ? "" : `: ${first}`}`;
}

/** The closed issue, open again; nothing where it is open. */
export async function reopened(state: State, id: string): Promise<FileWrite[]> {
  const issue = await readIssue(state, id);
  if (issue.status !== "closed") return [];
  return [{ path: issuePath(id), content: serializeIssue({ ...issue, status: "open", closed: null }) }];
}

import { BeadsError } from "../../errors.ts";
import { serializeMessage } from "../../format/message-file.ts";
import { messagePath } from "../../format/paths.ts";
import { applies, type Decide, lost, nothing } from "../state.ts";
import { attachmentFiles } from "./create.ts";

/** Adds one immutable message with its attachments. It applies on any state in which its thread exists. */
export const message: Decide<"message"> = async (state, operation) => {
  const { message: said, files } = operation.args;
  if (said.thread !== null && !state.snapshot.has(said.thread)) {
    return lost(
      new BeadsError("not-found", "ISSUE_NOT_FOUND", `There is no issue ${said.thread}.`, { fields: { id: said.thread } }),
    );
  }
  const result = { id: said.id, thread: said.thread };
  if (state.snapshot.message(said.id) !== undefined) return nothing(result);
  const first = said.subject ?? said.body.split("\n")[0] ?? "";
  const word = said.in_reply_to === null ? said.type : said.type === "ack" ? "ack" : "reply";
  return applies({
    files: [
      { path: messagePath(said.thread, said.id), content: serializeMessage(said) },
      ...attachmentFiles(said.thread, said.id, files),
    ],
    subject: `${said.thread ?? "bulletin"}: ${word} from ${said.from.agent}${first === "" ? "" : `: ${first}`}`,
    text: said.body,
    beads: said.thread === null ? [] : [said.thread],
    result,
  });
};

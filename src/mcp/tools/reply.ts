import * as z from "zod";
import { replyJson } from "../../render/reply.ts";
import { ack } from "../../services/ack.ts";
import { reply } from "../../services/reply.ts";
import { receipt } from "../brief.ts";
import { asks, text } from "../inputs.ts";
import { defineTool } from "../tool.ts";

/** Where it stands and to whom it went; the words are the caller's own. */
const KEYS = ["id", "address", "type", "to", "expects", "deadline", "moved", "state", "reason", "hint"];

export const replyTool = defineTool({
  name: "reply",
  title: "Say something on an issue",
  description: "A word on an issue here or in another project, or the answer to a message. Type ack: seen, no more.",
  input: z.object({
    id: text.describe("Issue, project:id or message"),
    body: text.optional().describe("Markdown; none needed with ack"),
    type: z.enum(["ack", "note", "status", "request", "response", "alert"]).optional(),
    priority: z.enum(["low", "normal", "high", "emergency"]).optional(),
    verdict: z.enum(["verified", "not-fixed"]).optional().describe("On a closed issue that you sent"),
    ...asks,
  }),
  hints: { leaves: true },
  run: async ({ workspace }, { id: target, body = "", type, ...input }) => {
    const said =
      type === "ack"
        ? await ack(workspace, { target, body, to: input.to })
        : await reply(workspace, { ...input, target, body, type });
    return receipt(replyJson(said), KEYS);
  },
});

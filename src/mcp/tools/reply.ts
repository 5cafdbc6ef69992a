import * as z from "zod";
import { replyJson } from "../../render/reply.ts";
import { reply } from "../../services/reply.ts";
import { asks, text } from "../inputs.ts";
import { defineTool } from "../tool.ts";

export const replyTool = defineTool({
  name: "reply",
  title: "Say something on an issue",
  description: "A word on an issue here or in another project, or the answer to a message.",
  input: z.object({
    id: text.describe("Issue, project:id or message"),
    body: text,
    type: z.enum(["note", "status", "request", "response", "alert"]).optional(),
    priority: z.enum(["low", "normal", "high", "emergency"]).optional(),
    verdict: z.enum(["verified", "not-fixed"]).optional().describe("On a closed issue that you sent"),
    ...asks,
  }),
  hints: { leaves: true },
  run: async ({ workspace }, { id: target, ...input }) => replyJson(await reply(workspace, { ...input, target })),
});

import * as z from "zod";
import { announceJson } from "../../render/announce.ts";
import { sendJson } from "../../render/send.ts";
import { sendTo } from "../../services/send-to.ts";
import { asks, body, text } from "../inputs.ts";
import { defineTool } from "../tool.ts";

export const sendTool = defineTool({
  name: "send",
  title: "Send elsewhere",
  description:
    "File an issue in another project, or a word to an agent, a person or @all here. Waits in the outbox if it cannot be delivered.",
  input: z.object({
    to_project: text.describe("Project, agent (alpha/beads), @person or @all"),
    title: text,
    body,
    type: text.optional(),
    priority: z.int().min(0).max(4).optional(),
    issue: text.optional().describe("Issue here that it is about"),
    blocks_me: z.boolean().optional(),
    ...asks,
  }),
  hints: { leaves: true },
  run: async ({ workspace }, { to_project, priority, ...input }) => {
    const went = await sendTo(workspace, to_project, { ...input, priority: priority?.toString(), files: [] });
    return went.said === null ? sendJson(went.sent) : announceJson(went.said);
  },
});

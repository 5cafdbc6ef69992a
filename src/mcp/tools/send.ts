import * as z from "zod";
import { announceJson } from "../../render/announce.ts";
import { sendJson } from "../../render/send.ts";
import { sendTo } from "../../services/send-to.ts";
import { receipt } from "../brief.ts";
import { asks, body, priority, text } from "../inputs.ts";
import { defineTool } from "../tool.ts";

/** What a later reply needs, and what to do if it did not arrive. */
const SENT = ["id", "address", "state", "reason", "hint", "to", "linked", "blocked", "online", "lookalikes"];
const SAID = ["id", "type", "to", "expects", "deadline"];

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
    priority,
    issue: text.optional().describe("Issue here that it is about"),
    blocks_me: z.boolean().optional(),
    ...asks,
  }),
  hints: { leaves: true },
  run: async ({ workspace }, { to_project, priority: urgency, ...input }) => {
    const went = await sendTo(workspace, to_project, { ...input, priority: urgency?.toString(), files: [] });
    return went.said === null ? receipt(sendJson(went.sent), SENT) : receipt(announceJson(went.said), SAID);
  },
});

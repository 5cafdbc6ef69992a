import * as z from "zod";
import { closeJson } from "../../render/close.ts";
import { close } from "../../services/close.ts";
import { named, receipt } from "../brief.ts";
import { id, text } from "../inputs.ts";
import { defineTool } from "../tool.ts";

export const closeTool = defineTool({
  name: "close",
  title: "Close an issue",
  description: "End an issue, with the reason. Says what became ready.",
  input: z.object({
    id,
    reason: text.describe("What was done"),
    outcome: z.enum(["done", "failed", "wontfix", "duplicate", "superseded"]).optional(),
    follow_ups: z.array(text).optional().describe("Titles to file, linked"),
  }),
  hints: { repeatable: true, destroys: true },
  run: async ({ workspace }, { id: typed, ...input }) => {
    const answer = closeJson(await close(workspace, { ...input, ids: [typed] }), typed);
    const closed = answer.already && "closed" in answer ? answer.closed : null;
    const told = { ...answer, closed, follow_ups: named(answer.follow_ups), unblocked: named(answer.unblocked) };
    return receipt(told, ["id", "status", "already", "closed", "follow_ups", "unblocked"]);
  },
});

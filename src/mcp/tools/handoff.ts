import * as z from "zod";
import { handoffJson } from "../../render/handoff.ts";
import { handoffWithinJson } from "../../render/handoff-within.ts";
import { handoff, handoffTarget } from "../../services/handoff.ts";
import { handoffBody, handoffWithin } from "../../services/handoff-within.ts";
import { id, text } from "../inputs.ts";
import { defineTool } from "../tool.ts";

export const handoffTool = defineTool({
  name: "handoff",
  title: "Hand over",
  description: "End your claim and pass the issue on, here or to another project.",
  input: z.object({
    id,
    to: text.optional().describe("Agent, @person or project"),
    done: text.optional(),
    next: text.optional(),
    questions: text.optional(),
    verify: text.optional(),
    collect: z.boolean().optional().describe("Fill in branch, commits, files"),
  }),
  hints: { leaves: true },
  run: async ({ workspace }, { to, ...input }) => {
    const target = await handoffTarget(workspace, to);
    if (target.within) return handoffWithinJson(await handoffWithin(workspace, { ...input, receiver: target.receiver }));
    const said = handoffBody(input);
    return handoffJson(await handoff(workspace, { id: input.id, target, reason: said === "" ? undefined : said }));
  },
});

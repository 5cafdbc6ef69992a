import * as z from "zod";
import { handoffJson } from "../../render/handoff.ts";
import { handoffWithinJson } from "../../render/handoff-within.ts";
import { handoff, handoffTarget } from "../../services/handoff.ts";
import { handoffBody, handoffWithin } from "../../services/handoff-within.ts";
import { receipt } from "../brief.ts";
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
    if (target.within) {
      const { message, ...handed } = handoffWithinJson(await handoffWithin(workspace, { ...input, receiver: target.receiver }));
      return receipt({ ...handed, message: message.id, said: message.body }, ["id", "to", "message", "said"]);
    }
    const said = handoffBody(input);
    const sent = await handoff(workspace, { id: input.id, target, reason: said === "" ? undefined : said });
    return receipt(handoffJson(sent), ["id", "address", "state", "reason", "hint", "to", "messages", "waiting"]);
  },
});

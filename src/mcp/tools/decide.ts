import * as z from "zod";
import { askJson, decideJson } from "../../render/decide.ts";
import { ask } from "../../services/ask.ts";
import { decide } from "../../services/decide.ts";
import { text } from "../inputs.ts";
import { defineTool } from "../tool.ts";

export const decideTool = defineTool({
  name: "decide",
  title: "Decide, or ask",
  description: "Record a decision; with options, an open question that gates issues until it is answered.",
  input: z.object({
    title: text,
    context: text.optional(),
    decision: text.optional(),
    rationale: text.optional(),
    labels: z.array(text).optional(),
    paths: z.array(text).optional(),
    supersedes: z.array(text).optional(),
    propose: z.boolean().optional(),
    options: z.array(text).optional().describe("a=text"),
    recommend: text.optional(),
    approver: text.optional(),
    gates: z.array(text).optional(),
  }),
  hints: {},
  run: async ({ workspace }, { options, recommend, gates, ...input }) => {
    if (options === undefined) return decideJson(await decide(workspace, input));
    const { title, context, labels, paths, approver } = input;
    return askJson(await ask(workspace, { title, body: context, labels, paths, approver, options, recommend, gates }));
  },
});

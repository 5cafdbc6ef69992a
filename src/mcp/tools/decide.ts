import * as z from "zod";
import { BeadsError } from "../../errors.ts";
import { askJson, decideJson, rulingJson } from "../../render/decide.ts";
import { answer } from "../../services/answer.ts";
import { ask } from "../../services/ask.ts";
import { decide } from "../../services/decide.ts";
import { text } from "../inputs.ts";
import { defineTool } from "../tool.ts";

export const decideTool = defineTool({
  name: "decide",
  title: "Decide, or ask",
  description:
    "Record a decision. With options: ask, an open question that keeps gates from being ready until it is answered. With answers: answer one.",
  input: z.object({
    title: text.optional(),
    context: text.optional(),
    decision: text.optional(),
    rationale: text.optional(),
    labels: z.array(text).optional(),
    paths: z.array(text).optional(),
    supersedes: z.array(text).optional(),
    propose: z.boolean().optional(),
    options: z.array(text).optional().describe("a=Yes, b=No"),
    recommend: text.optional().describe("a"),
    approver: text.optional().describe("@person or agent who is to answer"),
    gates: z.array(text).optional().describe("Issue ids"),
    answers: text.optional().describe("Id of the question"),
    option: text.optional().describe("Its option, or decision in words"),
  }),
  hints: {},
  run: async ({ workspace }, { options, recommend, gates, answers, option, title, ...input }) => {
    if (answers !== undefined) {
      const words = input.decision ?? input.rationale;
      return rulingJson(await answer(workspace, { id: answers, option, words }));
    }
    if (title === undefined) throw untitled();
    if (options === undefined) return decideJson(await decide(workspace, { title, ...input }));
    const { context, labels, paths, approver } = input;
    return askJson(await ask(workspace, { title, body: context, labels, paths, approver, options, recommend, gates }));
  },
});

function untitled(): BeadsError {
  return new BeadsError("usage", "BAD_INPUT", "A decision or a question has a title.", {
    hints: ["title says it in one line; answers names the open question where one is to be answered."],
    fields: { tool: "decide" },
  });
}

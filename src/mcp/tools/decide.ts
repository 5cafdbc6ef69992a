import * as z from "zod";
import { BeadsError } from "../../errors.ts";
import { askJson, decideJson, rulingJson } from "../../render/decide.ts";
import { answer } from "../../services/answer.ts";
import { ask } from "../../services/ask.ts";
import { decide } from "../../services/decide.ts";
import { named, receipt } from "../brief.ts";
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
    options: z.array(text).optional().describe("Yes; or a=Yes"),
    recommend: text.optional().describe("One of them"),
    approver: text.optional().describe("@person or agent who is to answer"),
    gates: z.array(text).optional().describe("Issue ids"),
    answers: text.optional().describe("Id of the question"),
    option: text.optional().describe("Its option, or decision in words"),
  }),
  hints: {},
  run: async ({ workspace }, { options, recommend, gates, answers, option, title, ...input }) => {
    if (answers !== undefined) {
      const words = input.decision ?? input.rationale;
      const { freed, ...ruled } = rulingJson(await answer(workspace, { id: answers, option, words }));
      return receipt({ ...ruled, freed: named(freed) }, [...KEYS, "freed"]);
    }
    if (title === undefined) throw untitled();
    if (options === undefined) return receipt(decideJson(await decide(workspace, { title, ...input })), KEYS);
    const { context, labels, paths, approver } = input;
    const choice = choiceOf(options, recommend);
    const asked = askJson(await ask(workspace, { title, body: context, labels, paths, approver, gates, ...choice }));
    return receipt({ ...asked, gated: named(asked.gated) }, [...KEYS, "options", "recommend", "approver", "gated"]);
  },
});

const KEYS = ["id", "kind", "state", "supersedes", "contradicts", "propagated"];

/** A key and what it means, as the command line takes it. */
const KEYED = /^\s*[A-Za-z0-9][A-Za-z0-9_.-]*\s*=/;

/** Options without keys get letters: whoever asks in words means the same. What is recommended may be named by its words, too. */
function choiceOf(options: readonly string[], recommend: string | undefined) {
  if (options.some((option) => KEYED.test(option)) || options.length > LETTERS.length) return { options, recommend };
  const at = options.indexOf(recommend ?? "");
  return { options: options.map((option, index) => `${LETTERS[index]}=${option}`), recommend: LETTERS[at] ?? recommend };
}

const LETTERS = "abcdefghijklmnopqrstuvwxyz";

function untitled(): BeadsError {
  return new BeadsError("usage", "BAD_INPUT", "A decision or a question has a title.", {
    hints: ["title says it in one line; answers names the open question where one is to be answered."],
    fields: { tool: "decide" },
  });
}

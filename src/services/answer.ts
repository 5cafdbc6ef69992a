import { BeadsError } from "../errors.ts";
import { type RulingInput, type RulingResult, ruleOn } from "./ruling.ts";
import type { Workspace } from "./workspace.ts";

/** Answers a question, with one of its options or in words. @throws ANSWER_MISSING, and what `ruleOn` throws */
export function answer(workspace: Workspace, input: Omit<RulingInput, "related">): Promise<RulingResult> {
  if (input.option !== undefined || (input.words ?? "").trim() !== "") return ruleOn(workspace, "answer", input);
  throw new BeadsError("usage", "ANSWER_MISSING", "There is no answer.", {
    hints: [`bd answer ${input.id} <option>, or -m "…" in words; bd decide show ${input.id} shows the options.`],
    fields: { id: input.id },
  });
}

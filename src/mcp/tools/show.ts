import * as z from "zod";
import { BeadsError } from "../../errors.ts";
import { decisionShowJson } from "../../render/decide-show.ts";
import { showJson } from "../../render/show.ts";
import { type ShownDecision, showDecision } from "../../services/decide-show.ts";
import { show } from "../../services/show.ts";
import { briefIssue, briefMessage } from "../brief.ts";
import { id } from "../inputs.ts";
import { defineTool, type Site } from "../tool.ts";

/** So many of the newest messages come along where nobody asks for more. */
const MESSAGES = 10;

export const showTool = defineTool({
  name: "show",
  title: "Show an issue",
  description: "Text, thread, dependencies, claim and commits of an issue here, or project:id elsewhere; a decision.",
  input: z.object({
    id,
    messages: z.int().min(0).optional().describe(`Newest so many; ${MESSAGES} if left out`),
    whole: z.boolean().optional().describe("Long texts uncut"),
  }),
  hints: { reads: true },
  run: async ({ workspace }, input) => {
    const shown = await show(workspace, { id: input.id }).catch((error: unknown) => orDecision(workspace, input.id, error));
    if ("acks" in shown) return decisionShowJson(shown);
    const { thread, ...issue } = showJson(shown);
    const earlier = Math.max(0, thread.length - (input.messages ?? MESSAGES));
    const messages = thread.slice(earlier).map(briefMessage);
    return { ...briefIssue(issue), thread: messages, earlier_messages: earlier === 0 ? null : earlier };
  },
});

/** Decisions are looked for second: most of what is shown is an issue. @throws what kept the issue from being shown where there is no decision either */
async function orDecision(workspace: Site["workspace"], id: string, error: unknown): Promise<ShownDecision> {
  if (!(error instanceof BeadsError) || error.code !== "ISSUE_NOT_FOUND" || id.includes(":")) throw error;
  return showDecision(workspace, { id }).catch(() => {
    throw error;
  });
}

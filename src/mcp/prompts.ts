import type { GetPromptResult, McpServer } from "@modelcontextprotocol/server";
import * as z from "zod";
import { showJson } from "../render/show.ts";
import { show } from "../services/show.ts";
import { briefIssue, briefMessage } from "./brief.ts";
import type { Clones } from "./clones.ts";
import { ROOM, shortened } from "./compact.ts";
import { markForeign } from "./mark-foreign.ts";
import { resultOf } from "./result.ts";

const START =
  "Call prime. Go on with what you hold if it is still yours; else claim one ready issue. Say on the issue what others have to know, and close it with what was done.";

const HANDOFF =
  "Hand over the issue below: say what is done, what is next, what is open and how to verify it, then call handoff.";

const REVIEW =
  "Review what was done on the issue below against its text. Say what you find with reply, and close or reopen nothing.";

/** Gives a server its prompts: how work begins, is handed over and is looked at. */
export function registerPrompts(server: McpServer, clones: Clones): void {
  const start = { title: "Start a session", description: "How to begin: what you hold, and what is next." };
  server.registerPrompt("start", start, () => asking(START));
  const argsSchema = z.object({ id: z.string().describe("Issue id") });
  const handoff = { title: "Hand over", description: "What whoever goes on has to know.", argsSchema };
  server.registerPrompt("handoff", handoff, async ({ id }) => about(clones, HANDOFF, id));
  const review = { title: "Review", description: "Looks at what was done on an issue.", argsSchema };
  server.registerPrompt("review", review, async ({ id }) => about(clones, REVIEW, id));
}

/** The issue goes along as data, apart from what is asked. */
async function about(clones: Clones, words: string, id: string): Promise<GetPromptResult> {
  const shown = await clones.use(async (workspace) => {
    const { thread, ...issue } = showJson(await show(workspace, { id }));
    return markForeign(workspace, { ...briefIssue(issue), thread: thread.map(briefMessage) });
  });
  const issue = resultOf(shortened(shown, ROOM)).structuredContent;
  const text = JSON.stringify(issue);
  const uri = `bead://issue/${encodeURIComponent(id)}`;
  return {
    messages: [
      ...asking(words).messages,
      { role: "user", content: { type: "resource", resource: { uri, mimeType: "application/json", text } } },
    ],
  };
}

function asking(text: string): GetPromptResult {
  return { messages: [{ role: "user", content: { type: "text", text } }] };
}

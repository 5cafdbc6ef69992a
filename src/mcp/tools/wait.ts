import * as z from "zod";
import { BeadsError } from "../../errors.ts";
import { waitJson } from "../../render/wait.ts";
import { wait } from "../../services/wait.ts";
import { briefMessage } from "../brief.ts";
import { text } from "../inputs.ts";
import { defineTool } from "../tool.ts";

/** How often a client that asked for it is told that the wait goes on, in milliseconds. */
const SIGN_OF_LIFE = 5_000;

/** Below the minute after which clients give up a call, and all that it would have said with it. */
const USUAL = "50s";

export const waitTool = defineTool({
  name: "wait",
  title: "Wait",
  description: "Until an issue has a reply, or is claimed, closed or ready; cursor resumes.",
  input: z.object({
    id: text.describe("Issue or project:id"),
    for: z.array(text).optional().describe("reply ack claimed closed ready"),
    timeout: text.optional().describe(`${USUAL} if left out`),
    since: text.optional().describe("Cursor"),
  }),
  hints: { reads: true },
  run: async ({ workspace, signal, progress }, { for: conditions = [], timeout = USUAL, ...input }) => {
    const sign = setInterval(() => progress(`Waiting for ${input.id}.`), SIGN_OF_LIFE);
    try {
      const { messages, ...waited } = waitJson(await wait(workspace, { ...input, for: conditions, timeout, signal }));
      return { ...waited, messages: messages.map(briefMessage) };
    } catch (error) {
      return notYet(error);
    } finally {
      clearInterval(sign);
    }
  },
});

/** That it has not come yet is an answer, with where to go on. @throws whatever else went wrong */
function notYet(error: unknown): object {
  if (!(error instanceof BeadsError) || error.code !== "WAIT_TIMEOUT") throw error;
  const { message, fields } = error;
  return { met: "nothing", ...fields, message, next: "Call wait again with since: the cursor. Nothing is missed in between." };
}

import * as z from "zod";
import { waitJson } from "../../render/wait.ts";
import { wait } from "../../services/wait.ts";
import { text } from "../inputs.ts";
import { defineTool } from "../tool.ts";

/** How often a client that asked for it is told that the wait goes on, in milliseconds. */
const SIGN_OF_LIFE = 5_000;

export const waitTool = defineTool({
  name: "wait",
  title: "Wait",
  description: "Until an issue has a reply, or is claimed, closed or ready; cursor resumes.",
  input: z.object({
    id: text.describe("Issue or project:id"),
    for: z.array(text).optional().describe("reply ack claimed closed ready"),
    timeout: text.optional().describe("10m if left out"),
    since: text.optional().describe("Cursor"),
  }),
  hints: { reads: true },
  run: async ({ workspace, signal, progress }, { for: conditions = [], timeout = "10m", ...input }) => {
    const sign = setInterval(() => progress(`Waiting for ${input.id}.`), SIGN_OF_LIFE);
    try {
      return waitJson(await wait(workspace, { ...input, for: conditions, timeout, signal }));
    } finally {
      clearInterval(sign);
    }
  },
});

import * as z from "zod";
import { showJson } from "../../render/show.ts";
import { show } from "../../services/show.ts";
import { id } from "../inputs.ts";
import { defineTool } from "../tool.ts";

/** So many of the newest messages come along where nobody asks for more. */
const MESSAGES = 10;

export const showTool = defineTool({
  name: "show",
  title: "Show an issue",
  description: "Text, thread, dependencies, claim and commits of an issue here, or project:id elsewhere.",
  input: z.object({ id, messages: z.int().min(0).optional().describe(`Newest so many; ${MESSAGES} if left out`) }),
  hints: { reads: true },
  run: async ({ workspace }, input) => {
    const shown = showJson(await show(workspace, { id: input.id }));
    const earlier = Math.max(0, shown.thread.length - (input.messages ?? MESSAGES));
    return { ...shown, thread: shown.thread.slice(earlier), earlier_messages: earlier === 0 ? null : earlier };
  },
});

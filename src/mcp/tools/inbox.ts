import * as z from "zod";
import { inboxJson } from "../../render/inbox.ts";
import { inbox } from "../../services/inbox.ts";
import { briefEntry } from "../brief.ts";
import { limit, text } from "../inputs.ts";
import { defineTool } from "../tool.ts";

const USUAL = 10;

export const inboxTool = defineTool({
  name: "inbox",
  title: "Inbox",
  description: "What others said to you and your project: new, or waiting for your answer.",
  input: z.object({ all: z.boolean().optional(), from: text.optional(), waiting: z.boolean().optional(), limit }),
  hints: { reads: true },
  run: async ({ workspace }, { limit: most = USUAL, ...input }) => {
    const found = await inbox(workspace, { ...input, limit: most });
    return { entries: inboxJson(found).map(briefEntry), more: found.more };
  },
});

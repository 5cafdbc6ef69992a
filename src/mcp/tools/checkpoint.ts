import * as z from "zod";
import { checkpointResultJson } from "../../render/checkpoint.ts";
import { checkpoint } from "../../services/checkpoint.ts";
import { receipt } from "../brief.ts";
import { text } from "../inputs.ts";
import { defineTool } from "../tool.ts";

export const checkpointTool = defineTool({
  name: "checkpoint",
  title: "Checkpoint",
  description: "Note where your work stands and save what is not committed, so that another session can go on.",
  input: z.object({
    id: text.optional(),
    note: text.optional(),
    plan: text.optional(),
    next: text.optional(),
    context: z.array(text).optional().describe("Paths to read"),
  }),
  hints: {},
  run: async ({ workspace }, input) => {
    const made = await checkpoint(workspace, input);
    return made === null
      ? { checkpoint: null }
      : receipt(checkpointResultJson(made), ["issue", "branch", "snapshot", "dirty", "next", "left_out"]);
  },
});

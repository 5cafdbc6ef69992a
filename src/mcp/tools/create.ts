import * as z from "zod";
import { createJson } from "../../render/create.ts";
import { create, planOfOne } from "../../services/create.ts";
import { receipt } from "../brief.ts";
import { body, priority, text } from "../inputs.ts";
import { defineTool } from "../tool.ts";

export const createTool = defineTool({
  name: "create",
  title: "File an issue",
  description: "File an issue in this project.",
  input: z.object({
    title: text,
    body,
    type: text.optional().describe("task bug feature epic chore question spike"),
    priority,
    labels: z.array(text).optional(),
    parent: text.optional(),
    needs: z.array(text).optional().describe("Ids to be closed first"),
    deps: z.array(text).optional().describe("type:id, such as discovered-from:<id>"),
    if_new: z.boolean().optional().describe("Conflict if one says nearly the same"),
  }),
  hints: {},
  run: async ({ workspace }, { if_new, priority: urgency, ...draft }) => {
    const issues = planOfOne({ ...draft, priority: urgency?.toString() });
    const [made = {}] = createJson(await create(workspace, { issues, if_new }));
    return receipt(made, ["id", "status", "blocks", "supersedes", "lookalikes"]);
  },
});

import * as z from "zod";
import { updateJson } from "../../render/update.ts";
import { update } from "../../services/update.ts";
import { id, text } from "../inputs.ts";
import { defineTool } from "../tool.ts";

export const updateTool = defineTool({
  name: "update",
  title: "Change an issue",
  description: "Change fields of an issue; append adds to its text.",
  input: z.object({
    id,
    title: text.optional(),
    append: text.optional(),
    status: z.enum(["open", "deferred"]).optional(),
    type: text.optional(),
    priority: z.int().min(0).max(4).optional(),
    add_labels: z.array(text).optional(),
    remove_labels: z.array(text).optional(),
    assignee: text.nullable().optional(),
    parent: text.nullable().optional(),
    due: text.nullable().optional(),
    defer: text.nullable().optional(),
  }),
  hints: { repeatable: true },
  run: async ({ workspace }, { priority, ...fields }) =>
    updateJson(await update(workspace, { ...fields, priority: priority?.toString() })),
});

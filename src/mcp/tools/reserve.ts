import * as z from "zod";
import { reserveJson } from "../../render/reserve.ts";
import { reserve } from "../../services/reserve.ts";
import { text } from "../inputs.ts";
import { defineTool } from "../tool.ts";

export const reserveTool = defineTool({
  name: "reserve",
  title: "Reserve paths",
  description: "Keep others off path globs for a while. What somebody else holds is refused, with who and until when.",
  input: z.object({
    globs: z.array(text),
    for: text.optional().describe("2h if left out"),
    intent: text.optional(),
    issue: text.optional(),
    shared: z.boolean().optional(),
  }),
  hints: { repeatable: true },
  run: async ({ workspace }, input) => ({ reserved: reserveJson(await reserve(workspace, input)) }),
});

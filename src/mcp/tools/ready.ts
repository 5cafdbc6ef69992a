import * as z from "zod";
import { rowJson } from "../../render/row.ts";
import { ready } from "../../services/ready.ts";
import { brief } from "../compact.ts";
import { filterOf } from "../filter-of.ts";
import { filter, limit } from "../inputs.ts";
import { defineTool } from "../tool.ts";

const USUAL = 10;

export const readyTool = defineTool({
  name: "ready",
  title: "Ready work",
  description: "What can be worked on now, most urgent first.",
  input: z.object({ ...filter, limit }),
  hints: { reads: true },
  run: async ({ workspace }, input) => {
    const page = { filter: filterOf(input), limit: input.limit ?? USUAL, count_rest: true };
    const { items, more } = await ready(workspace, page);
    return { issues: items.map((row) => brief(rowJson(row))), more };
  },
});

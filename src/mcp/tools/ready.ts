import * as z from "zod";
import { rowJson } from "../../render/row.ts";
import { ready } from "../../services/ready.ts";
import { brief } from "../brief.ts";
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
    const most = input.limit ?? USUAL;
    // To count what is not shown would take ten times as long as the rest.
    const { items } = await ready(workspace, { filter: filterOf(input), limit: most + 1, count_rest: false });
    return { issues: items.slice(0, most).map((row) => brief(rowJson(row))), more: items.length > most };
  },
});

import * as z from "zod";
import { searchJson } from "../../render/search.ts";
import { search } from "../../services/search.ts";
import { brief } from "../compact.ts";
import { filterOf } from "../filter-of.ts";
import { filter, limit, text } from "../inputs.ts";
import { defineTool } from "../tool.ts";

const USUAL = 10;

const { text: _text, ...filters } = filter;

export const searchTool = defineTool({
  name: "search",
  title: "Search",
  description: "Words in titles, texts and messages, closed issues too.",
  input: z.object({ words: text, ...filters, limit }),
  hints: { reads: true },
  run: async ({ workspace }, { words, limit: most = USUAL, ...rest }) => {
    const { items, more } = await search(workspace, { words, filter: filterOf(rest), limit: most });
    return { issues: searchJson(items).map(brief), more };
  },
});

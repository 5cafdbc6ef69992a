import * as z from "zod";
import { decisionListJson } from "../../render/decide.ts";
import { searchJson } from "../../render/search.ts";
import { searchDecisions } from "../../services/decide-list.ts";
import { search } from "../../services/search.ts";
import { brief } from "../brief.ts";
import { filterOf } from "../filter-of.ts";
import { filter, limit, text } from "../inputs.ts";
import { defineTool } from "../tool.ts";

const USUAL = 10;
/** So many decisions are named, too. */
const DECISIONS = 5;

const { text: _text, ...filters } = filter;

export const searchTool = defineTool({
  name: "search",
  title: "Search",
  description: "Words in titles, texts and messages, closed issues too; decisions.",
  input: z.object({ words: text, ...filters, limit }),
  hints: { reads: true },
  run: async ({ workspace }, { words, limit: most = USUAL, ...rest }) => {
    const { items, more } = await search(workspace, { words, filter: filterOf(rest), limit: most });
    const issues = searchJson(items).map(withoutEcho).map(brief);
    // Decisions have nothing that issues are filtered by.
    if (Object.values(rest).some((value) => value !== undefined)) return { issues, more };
    const { rows } = await searchDecisions(workspace, { words, limit: DECISIONS });
    return { issues, more, ...(rows.length === 0 ? {} : { decisions: decisionListJson({ rows, more: 0, now: 0 }).map(brief) }) };
  },
});

/** Words found in the title stand there already. */
function withoutEcho(hit: object): object {
  const { snippet, ...row } = hit as { readonly snippet: string; readonly title: string };
  return snippet === row.title ? row : hit;
}

import * as z from "zod";
import { feedJson } from "../../render/feed-json.ts";
import { feed } from "../../services/feed.ts";
import { briefGroup } from "../brief.ts";
import { limit, text } from "../inputs.ts";
import { defineTool } from "../tool.ts";

const USUAL = 15;

export const feedTool = defineTool({
  name: "feed",
  title: "Feed",
  description: "What happened, grouped by what it is about.",
  input: z.object({ since: text.optional().describe("2h; a day if left out"), limit }),
  hints: { reads: true },
  run: async ({ workspace }, { since = "24h", limit: most = USUAL }) => {
    const { since: from, until, events, by, more, groups } = feedJson(await feed(workspace, { since, limit: most }));
    return { since: from, until, events, by, groups: groups.map(briefGroup), more };
  },
});

import { PLAIN } from "../../render/style.ts";
import { renderSync } from "../../render/sync.ts";
import { sync } from "../../services/sync.ts";
import type { Action } from "../action.ts";

/** What others pushed comes by a fetch: this is one. */
export const syncAction: Action = {
  name: "sync",
  title: "Fetch and push now",
  on: "project",
  run: async ({ workspace }) => {
    const result = await sync(workspace, {});
    const isWhole = result.report.why === null && result.lost.length === 0;
    return { words: renderSync(result, PLAIN).join(" "), tone: isWhole ? "good" : "warn" };
  },
};

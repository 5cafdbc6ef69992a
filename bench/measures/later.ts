import type { Measure } from "../measure.ts";

/** Budgets of what does not exist yet: named, so that the table is whole. */
export const later: Measure = {
  name: "later",
  work: "what is not built yet",
  async take() {
    const notYet = (work: string, budget: string) => ({ work, budget, measured: "not built yet", met: null });
    return [
      notYet("MCP: ready, show / claim in a running server", "p50 ≤ 3 ms / ≤ 15 ms"),
      notYet("terminal UI: first frame / a key", "≤ 10 × N0 / p95 ≤ 30 ms"),
      notYet("bd prime; MCP tools/list", "≤ 1,200 tokens; ≤ 10 KB"),
    ];
  },
};

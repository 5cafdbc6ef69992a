import type { Measure } from "../measure.ts";

/** Budgets of what does not exist yet: named, so that the table is whole. */
export const later: Measure = {
  name: "later",
  work: "what is not built yet",
  async take() {
    const notYet = (work: string, budget: string) => ({ work, budget, measured: "not built yet", met: null });
    return [notYet("bd prime", "≤ 1,200 tokens")];
  },
};

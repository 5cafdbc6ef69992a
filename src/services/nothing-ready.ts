import type { Workspace } from "./workspace.ts";

/** Why nothing is ready: nothing is open at all, some of it waits for something, or others have it or it was put off. */
export type WhyNothing = "nothing-open" | "blocked" | "elsewhere";

/** Looks at the whole ledger, whatever was asked for: each reason has a next step of its own, and none may lead nowhere. */
export async function whyNothing({ ledger }: Workspace): Promise<WhyNothing> {
  const [snapshot, moment] = await Promise.all([ledger.snapshot(), ledger.moment()]);
  const isAny = (statuses: readonly ("open" | "in_progress" | "deferred" | "blocked")[]) =>
    snapshot.rows({ statuses, limit: 1 }, moment).length > 0;
  if (isAny(["blocked"])) return "blocked";
  return isAny(["open", "in_progress", "deferred"]) ? "elsewhere" : "nothing-open";
}

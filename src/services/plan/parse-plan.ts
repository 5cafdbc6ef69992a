import type { IssueDraft } from "../draft.ts";
import { parseGraphPlan } from "./graph.ts";
import { parseMarkdownPlan } from "./markdown.ts";
import type { Planned } from "./planned.ts";

/** Reads a plan of several issues, in JSON or markdown; what it leaves open is taken from the defaults. @throws PLAN_INVALID */
export function parsePlan(file: string, text: string, defaults: Partial<IssueDraft>): Planned[] {
  const isJson = /\.json$/i.test(file) || /^\s*[[{]/.test(text);
  const plan = isJson ? parseGraphPlan(file, text) : parseMarkdownPlan(file, text);
  return plan.map((planned) => ({ ...planned, draft: withDefaults(planned.draft, defaults) }));
}

/** Labels, needs and metadata add up; everything else is the issue's own first. */
function withDefaults(draft: IssueDraft, defaults: Partial<IssueDraft>): IssueDraft {
  const both = (key: "labels" | "needs" | "deps" | "metadata") => [...(defaults[key] ?? []), ...(draft[key] ?? [])];
  const given = Object.fromEntries(Object.entries(defaults).filter(([, value]) => value !== undefined));
  return { ...given, ...draft, labels: both("labels"), needs: both("needs"), deps: both("deps"), metadata: both("metadata") };
}

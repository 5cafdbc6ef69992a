import { type Planned, planInvalid } from "./planned.ts";

/**
 * What the issues of a plan call each other by: the names given outright, and the titles, also in lower case, where only
 * one issue has them.
 * @throws PLAN_INVALID if a name or an id is given twice
 */
export function namesOf(plan: readonly Planned[], ids: readonly string[]): Map<string, string> {
  const names = new Map<string, string>();
  const titles = new Map<string, string | null>();
  for (const [index, { draft, name, place }] of plan.entries()) {
    const id = ids[index] ?? "";
    for (const given of [name, draft.id ?? null]) {
      if (given === null) continue;
      if (names.has(given) && names.get(given) !== id) throw planInvalid(place, `the name ${given} is given twice.`);
      names.set(given, id);
    }
    if (ids.indexOf(id) !== index) throw planInvalid(place, `the id ${id} is given twice.`);
    for (const title of new Set([draft.title.trim(), draft.title.trim().toLowerCase()]))
      titles.set(title, titles.has(title) ? null : id);
  }
  if (plan.length > 1) for (const [title, id] of titles) if (id !== null && !names.has(title)) names.set(title, id);
  return names;
}

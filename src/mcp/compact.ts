/** An answer whose parts are without what says nothing: agents pay for each letter. Its own keys stay, so that an empty list is seen. */
export function compactAnswer(answer: object): Record<string, unknown> {
  const kept = Object.entries(answer).map(([key, value]) => [key, compact(value)] as const);
  return Object.fromEntries(kept.filter(([, value]) => value !== null && value !== undefined && value !== ""));
}

/** A value without null, empty texts, lists and maps. */
function compact(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(compact);
  if (typeof value !== "object" || value === null) return value;
  const kept = Object.entries(value)
    .map(([key, inner]) => [key, compact(inner)] as const)
    .filter(([, inner]) => !isNothing(inner));
  return Object.fromEntries(kept);
}

function isNothing(value: unknown): boolean {
  if (value === null || value === undefined || value === "") return true;
  return typeof value === "object" && Object.keys(value).length === 0;
}

/** Keys of a row that an agent choosing its work does without. */
const ASIDE: ReadonlySet<string> = new Set(["stored_status", "by", "created", "updated", "revision", "metadata", "external_ref"]);

/** A row as lists give it. */
export function brief(row: object): object {
  return Object.fromEntries(Object.entries(row).filter(([key]) => !ASIDE.has(key)));
}

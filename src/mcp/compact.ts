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

/** How many characters of a text are told: of one that the answer is about, and of those in lists. */
export interface Room {
  readonly text: number;
  readonly row: number;
}

/** A context is small, and one long text would fill it. */
export const ROOM: Room = { text: 8_000, row: 2_000 };

/** An answer with long texts cut, each with how much of it there is. A text that fits stays as it is. */
export function shortened<T>(value: T, room: Room): T {
  return short(value, room.text, room) as T;
}

function short(value: unknown, most: number, room: Room): unknown {
  if (typeof value === "string") return value.length <= most ? value : cut(value, most);
  if (Array.isArray(value)) return value.map((each) => short(each, room.row, room));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, short(inner, most, room)]));
}

function cut(text: string, most: number): string {
  return `${text.slice(0, most).toWellFormed()}… [${most} of ${text.length} characters]`;
}

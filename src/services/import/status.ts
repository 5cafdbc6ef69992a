import type { Status } from "../../domain/issue.ts";

/** Statuses of earlier trackers that say what bd derives, or that it does not tell apart: all become `open`. */
const OPEN = new Set(["open", "in_progress", "hooked", "pinned", "blocked", "todo", "doing", "ready"]);

const CLOSED = new Set(["closed", "done", "resolved", "completed"]);

/** What an earlier tracker's status becomes, and whether it is one that is known. */
export function statusFrom(word: string): { readonly status: Status; readonly known: boolean } {
  const folded = word.trim().toLowerCase().replaceAll("-", "_");
  if (CLOSED.has(folded)) return { status: "closed", known: true };
  if (folded === "deferred") return { status: "deferred", known: true };
  return { status: "open", known: OPEN.has(folded) };
}

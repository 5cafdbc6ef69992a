import type { EventKind } from "../../domain/event.ts";
import { lessonsIn } from "../../domain/lesson.ts";
import type { Ground } from "./ground.ts";

/** Something that somebody wrote down to be known the next time. */
export interface LessonRow {
  readonly words: string;
  readonly by: string;
  readonly at: string;
  /** The issue, decision or escalation in whose words it stands. */
  readonly from: string;
  /** True for words of another project. */
  readonly foreign: boolean;
}

const SOURCES: ReadonlySet<EventKind> = new Set([
  ...(["closed", "rejected", "released", "handoff", "decided", "proposed", "accepted", "answered", "resolved"] as const),
]);

/** What closing reasons, decisions and their verdicts say was learned; each lesson once. */
export function lessonsFrom({ events }: Pick<Ground, "events">): readonly LessonRow[] {
  const lessons = new Map<string, LessonRow>();
  for (const { at, bead, by, foreign, kind, record, text } of events) {
    if (!SOURCES.has(kind)) continue;
    for (const words of lessonsIn(text)) {
      if (!lessons.has(words)) lessons.set(words, { words, by, at, from: bead ?? record ?? "", foreign });
    }
  }
  return [...lessons.values()];
}

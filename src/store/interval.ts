import { INTERVALS } from "../domain/setting.ts";
import { parseDuration } from "../domain/time.ts";
import type { Snapshot } from "./snapshot.ts";

/** Milliseconds of one of the project's intervals; what holds by default where nothing that makes sense is set. */
export function intervalOf(snapshot: Snapshot, name: keyof typeof INTERVALS): number {
  const standard = INTERVALS[name];
  return parseDuration(snapshot.project.settings[name] ?? standard) ?? parseDuration(standard) ?? 0;
}

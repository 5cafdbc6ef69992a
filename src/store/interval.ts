import { findSetting } from "../domain/setting.ts";
import { parseDuration } from "../domain/time.ts";
import type { Snapshot } from "./snapshot.ts";

/** Milliseconds of one of the project's intervals; what holds by default where nothing that makes sense is set. */
export function intervalOf(snapshot: Snapshot, name: "fetch.interval" | "push.interval"): number {
  const standard = findSetting(name)?.default ?? "";
  return parseDuration(snapshot.project.settings[name] ?? standard) ?? parseDuration(standard) ?? 0;
}

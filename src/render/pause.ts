import { oneLine } from "../domain/strip.ts";
import type { PauseOffResult } from "../services/pause.ts";
import { escalationJson } from "./escalation.ts";
import { landingJson, reachSuffix } from "./landing.ts";

export function pauseOffJson({ landings, rows }: PauseOffResult) {
  return { ended: rows.map((row, at) => ({ ...escalationJson(row), ...landingJson(landings[at] ?? NOTHING) })) };
}

const NOTHING = { op: null, reach: "local", why: null, changed: false, commit: null } as const;

/** What no longer keeps anybody from claiming. */
export function renderPauseOff({ landings, rows }: PauseOffResult): string[] {
  if (rows.length === 0) return ["The pause is over already."];
  return rows.map((row, at) => {
    const landing = landings[at] ?? NOTHING;
    const name = `${row.short}: ${oneLine(row.title)}`;
    const would = landing.changed && landing.op === null;
    if (row.pause) return `${would ? "Would end the pause" : "The pause is over"}, ${name}${reachSuffix(landing)}`;
    return `${would ? "Work would go on" : "Work goes on"} under ${name}, which stays open${reachSuffix(landing)}`;
  });
}

import { oneLine } from "../domain/strip.ts";
import type { BeatResult } from "../services/beat.ts";
import type { KeptBeating } from "../services/keep-beating.ts";
import { countOf } from "./count.ts";

export function beatJson({ beat, renewed, ...kept }: BeatResult & Partial<KeptBeating>) {
  const { agent, human, session, project, worktree, host, process, state, why, issues, since, at } = beat;
  return {
    ...{ name: agent, human, session, project, state, why, issues, since, at, worktree, host },
    ...{ process: process?.pid ?? null, renewed, beats: kept.beats ?? 1, ended: kept.ended ?? null },
  };
}

/** How the agent stands now. */
export function renderBeat({ beat, renewed, beats, ended }: BeatResult & Partial<KeptBeating>): string[] {
  const { agent, state, why } = beat;
  const reason = why === null ? "" : `: ${oneLine(why)}`;
  return [
    `${oneLine(agent)} is ${state}${reason}`,
    ...(renewed.length === 0 ? [] : [`Renewed ${renewed.join(", ")}.`]),
    ...(ended === undefined
      ? []
      : [`Ended after ${countOf(beats ?? 1, "beat")}: ${ended === "process" ? "the process is gone" : "interrupted"}.`]),
  ];
}

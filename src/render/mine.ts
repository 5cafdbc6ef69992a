import { oneLine } from "../domain/strip.ts";
import type { MyWork } from "../services/my-work.ts";
import type { Work } from "../services/work.ts";
import { minuteOf } from "./age.ts";
import { checkpointJson } from "./checkpoint.ts";
import { countOf } from "./count.ts";
import { messageJson } from "./message.ts";
import { bold, dim, type Style } from "./style.ts";

/** One row for each issue that the caller is or was lately on. */
export function mineJson({ agent, worktree, last_beat, work }: MyWork) {
  return work.map((entry) => ({ agent, ...workJson(entry), worktree, last_beat }));
}

/** How somebody's work on an issue stands. */
export function workJson({ id, title, state, stop, lease, checkpoint, handoff, unanswered, next }: Work) {
  return {
    issue: id,
    title,
    state,
    stop,
    epoch: lease?.epoch ?? null,
    until: lease === null || lease.ended !== null ? null : lease.until,
    last_checkpoint: checkpoint === null ? null : checkpointJson(checkpoint),
    handoff: handoff === null ? null : messageJson(handoff),
    unanswered,
    next,
  };
}

/** What the caller is on, and what became of the rest. */
export function renderMine({ agent, work }: MyWork, style: Style): string[] {
  if (work.length === 0) return [`${oneLine(agent)} is on nothing. bd ready shows what can be claimed.`];
  return work.flatMap((entry) => renderWork(entry, style));
}

/** The state in words: what somebody else holds or was handed on is not completed, it is over for the caller. */
export function stateWord({ state, stop }: Pick<Work, "state" | "stop">): string {
  return state === "completed" && stop !== null ? "over for you" : state;
}

/** One issue with its state, why to stop, the last checkpoint and what waits for an answer. */
export function renderWork(work: Work, style: Style): string[] {
  const { id, title, state, stop, lease, checkpoint, unanswered, next } = work;
  const until = state === "active" && lease !== null ? ` · until ${minuteOf(lease.until)} UTC` : "";
  const over = state === "completed" && stop !== null;
  return [
    `${bold(style, oneLine(id))}: ${oneLine(title)}`,
    `  ${stateWord(work)}${until}${unanswered === 0 ? "" : ` · ${countOf(unanswered, "message")} to answer`}`,
    ...(stop === null ? [] : [`  ${over ? "Stop. " : ""}${oneLine(stop)}`]),
    ...(checkpoint === null || state === "completed"
      ? []
      : [`  Last checkpoint ${checkpoint.id.slice(-6)}, ${minuteOf(checkpoint.at)} UTC`]),
    ...(next === null ? [] : [dim(style, `  Next: ${oneLine(next)}`)]),
  ];
}

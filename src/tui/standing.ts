import { nameOf } from "../domain/actor.ts";
import { countingAmong } from "../domain/taking-back.ts";
import { decisionRows } from "../services/decisions.ts";
import { isToMe, mineOf } from "../services/mine.ts";
import { isOther } from "../services/thread.ts";
import type { Workspace } from "../services/workspace.ts";
import type { Standing, Target } from "./action.ts";

const NOTHING = { is_question: false, mine: false, told: false, heard: false, verify: false } as const;

/** How everything stands that actions can be for; what cannot be read has none, and then every action of its kind may be tried. */
export async function withStandings(workspace: Workspace, targets: readonly Target[]): Promise<readonly Target[]> {
  return Promise.all(
    targets.map(async (target) => {
      const standing = await standingOf(workspace, target).catch(() => undefined);
      return standing === undefined ? target : { ...target, standing };
    }),
  );
}

async function standingOf(workspace: Workspace, { kind, id, verify = false }: Target): Promise<Standing | undefined> {
  if (kind === "escalation" || kind === "message") return undefined;
  const [snapshot, moment] = await Promise.all([workspace.ledger.snapshot(), workspace.ledger.moment()]);
  if (kind === "decision") {
    const row = decisionRows(snapshot, moment).find((each) => each.id === id);
    return row && { ...NOTHING, state: row.state, is_question: row.kind === "question" };
  }
  if (isOther(snapshot, id)) return { ...NOTHING, state: "elsewhere", told: true, heard: true, verify };
  const row = snapshot.row(id, moment);
  if (row === undefined) return undefined;
  const mine = mineOf(workspace, snapshot.project);
  const thread = row.messages === 0 ? [] : countingAmong(snapshot.messages({ thread: id }));
  return {
    ...{ state: row.computed, is_question: false, mine: row.holder === nameOf(workspace.actor), verify },
    told: thread.some((message) => isToMe(mine, message)),
    heard: thread.length > 0 || row.issue.origin !== null,
  };
}

/** True for an issue of this project. */
export function isHere({ state }: Standing): boolean {
  return state !== "elsewhere";
}

/** True for an issue of this project that is not over. */
export function isOpenHere({ state }: Standing): boolean {
  return state !== "elsewhere" && state !== "closed";
}

import type { Moment } from "../domain/readiness.ts";
import type { Snapshot } from "../store/snapshot.ts";
import { contradictingPairs, type DecisionRow, decisionRows, openQuestions } from "./decisions.ts";
import { type EscalationRow, openEscalations } from "./escalations.ts";
import { type LowWater, lowWater } from "./low-water.ts";

/** What waits for somebody to look, answer or act. */
export interface Attention {
  /** Open ones, the gravest first. */
  readonly escalations: readonly EscalationRow[];
  /** The one because of which nobody may claim. */
  readonly paused: EscalationRow | null;
  readonly questions: readonly DecisionRow[];
  readonly low_water: LowWater | null;
  /** Decisions that are about the same and do not know of each other. Worked out where it is asked for. */
  readonly contradictions: readonly (readonly [string, string])[];
}

export function attentionOf(snapshot: Snapshot, moment: Moment): Attention {
  const escalations = openEscalations(snapshot, moment);
  const decisions = decisionRows(snapshot, moment);
  return {
    escalations,
    paused: escalations.find(({ pausing }) => pausing) ?? null,
    questions: openQuestions(decisions),
    low_water: lowWater(snapshot, moment),
    get contradictions() {
      return contradictingPairs(decisions);
    },
  };
}

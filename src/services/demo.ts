import { playRace, type RaceInput, type RaceResult } from "./demo/race.ts";
import type { Stage } from "./demo/stage.ts";
import { playStory, type StoryResult } from "./demo/story.ts";

export interface DemoInput {
  /** Where a race is wanted and not the story. */
  readonly race?: RaceInput | undefined;
}

export type DemoResult = ({ readonly kind: "story" } & StoryResult) | ({ readonly kind: "race" } & RaceResult);

/** Plays the story of the main job, or a race of agents over a real backlog. @throws DEMO_BROKEN when it does not go as it should */
export async function demo(stage: Stage, { race }: DemoInput): Promise<DemoResult> {
  if (race === undefined) return { kind: "story", ...(await playStory(stage)) };
  return { kind: "race", ...(await playRace(stage, race)) };
}

import { playRace, type RaceResult } from "./demo/race.ts";
import type { Stage } from "./demo/stage.ts";
import { playStory, type StoryResult } from "./demo/story.ts";

export interface DemoInput {
  /** The absolute path of an export, for the race; else the story is played. */
  readonly backlog?: string | undefined;
}

export type DemoResult = ({ readonly kind: "story" } & StoryResult) | ({ readonly kind: "race" } & RaceResult);

/** Plays the story of the main job, or a race of eight agents over a real backlog. @throws DEMO_BROKEN when it does not go as it should */
export async function demo(stage: Stage, { backlog }: DemoInput): Promise<DemoResult> {
  if (backlog === undefined) return { kind: "story", ...(await playStory(stage)) };
  return { kind: "race", ...(await playRace(stage, backlog)) };
}

/** The topic by which a decision is known as a checkpoint of the team. */
export const TEAM_CHECKPOINT = "team checkpoint";

/** How a team goes on after a checkpoint. */
export const TEAM_VERDICTS = ["continue", "revise", "escalate"] as const;
export type TeamVerdict = (typeof TEAM_VERDICTS)[number];

/** In a word what a team does: nobody may claim; questions hold everything; somebody works; work waits for hands; nothing is ready; all is closed. */
export type TeamPhase = "paused" | "waiting" | "working" | "idle" | "dry" | "done";

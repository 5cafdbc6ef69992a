import { TEAM_VERDICTS, type TeamVerdict } from "../domain/team.ts";
import { BeadsError } from "../errors.ts";
import { Flags } from "./flags.ts";

/** For the checkpoint of a team: how it goes on, and when the next one is. */
export const teamFlags = {
  team: Flags.boolean({
    description: "Of the team: a decision on how it goes on, with how everybody stands.",
    exclusive: ["auto", "push", "plan", "next", "context"],
  }),
  decide: Flags.option({ options: TEAM_VERDICTS })({
    description: "How the team goes on; revise and escalate need a note.",
    helpValue: "<continue|revise|escalate>",
    dependsOn: ["team"],
  }),
  by: Flags.string({ description: "When the team's next checkpoint is.", helpValue: "<when>", dependsOn: ["team"] }),
};

/** What is decided for the team; null where the checkpoint is of the caller's own work. @throws MISSING_ARGUMENT */
export function teamVerdict(flags: { readonly team?: boolean; readonly decide?: TeamVerdict | undefined }): TeamVerdict | null {
  if (flags.team !== true) return null;
  if (flags.decide !== undefined) return flags.decide;
  throw new BeadsError("usage", "MISSING_ARGUMENT", "Say how the team goes on: --decide continue, revise or escalate.", {
    hints: ["bd status --team shows how it stands."],
  });
}

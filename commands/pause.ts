import { BeadCommand } from "../src/cli/bead-command.ts";
import { Args, bodyFlags, dryRunFlag, Flags } from "../src/cli/flags.ts";
import { BeadsError } from "../src/errors.ts";
import { raiseJson, renderRaise } from "../src/render/escalation.ts";
import { pauseOffJson, renderPauseOff } from "../src/render/pause.ts";
import { pause, pauseOff } from "../src/services/pause.ts";

/** `bd pause`: nobody claims until it is over. */
export class Pause extends BeadCommand {
  static override summary = "Pause the project: nobody claims, and every holder is told.";
  static override description =
    "A pause is an escalation of level 3; --level 4 also asks every holder to checkpoint and release. It ends with bd pause --off, when it is resolved, or when its time is up. What is held can be released, answered and closed meanwhile.";
  static override args = { why: Args.string({ description: "Why, in a line." }) };
  static override flags = {
    off: Flags.boolean({ description: "Let work go on. Graver escalations stay open.", exclusive: ["for", "level"] }),
    for: Flags.string({ description: "Ends it by itself: after 2h, or at a time.", helpValue: "<time>" }),
    level: Flags.integer({ min: 3, max: 4, description: "With 4 holders are asked to release, too.", helpValue: "<3|4>" }),
    ...bodyFlags,
    ...dryRunFlag,
  };

  async run(): Promise<object> {
    const { args, flags } = await this.parse(Pause);
    const body = await this.body(flags);
    const dry_run = flags["dry-run"];
    const workspace = await this.workspace();
    if (flags.off) {
      const ended = await pauseOff(workspace, { reason: args.why ?? body, dry_run });
      return this.answer(pauseOffJson(ended), renderPauseOff(ended));
    }
    if (args.why === undefined) throw unsaid();
    const level = flags.level === 4 ? 4 : 3;
    const result = await pause(workspace, { title: args.why, body, for: flags.for, level, dry_run });
    return this.answer(raiseJson(result), renderRaise(result, this.style));
  }
}

function unsaid(): BeadsError {
  return new BeadsError("usage", "MISSING_ARGUMENT", "Say why the project is to pause.", {
    hints: ['bd pause "why" pauses it; bd pause --off lets work go on.'],
  });
}

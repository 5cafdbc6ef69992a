import { BeadCommand } from "../../src/cli/bead-command.ts";
import { Args, Flags } from "../../src/cli/flags.ts";
import { depTreeJson, renderDepTree } from "../../src/render/dep-tree.ts";
import { depTree } from "../../src/services/dep-tree.ts";

const DEPTH = 12;

/** `bd dep tree`: what an issue needs, and what needs it. */
export class DepTree extends BeadCommand {
  static override summary = "Show what an issue needs and what needs it, as trees.";
  static override description = "Children count as needed, parents as needing. What is on a cycle is marked and not followed.";
  static override args = { id: Args.string({ description: "Issue id.", required: true }) };
  static override flags = {
    direction: Flags.string({
      options: ["down", "up", "both"],
      default: "both",
      description: "down: what it needs; up: what needs it.",
    }),
    depth: Flags.integer({
      aliases: ["max-depth"],
      min: 1,
      default: DEPTH,
      description: "So many levels.",
      helpValue: "<levels>",
    }),
  };

  async run(): Promise<object> {
    const { args, flags } = await this.parse(DepTree);
    const direction = flags.direction === "down" || flags.direction === "up" ? flags.direction : "both";
    const tree = await depTree(await this.workspace(), { id: args.id, direction, depth: flags.depth });
    return this.answer(depTreeJson(tree), renderDepTree(tree, this.style));
  }
}

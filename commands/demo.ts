import { BeadCommand } from "../src/cli/bead-command.ts";
import { Flags } from "../src/cli/flags.ts";
import { demoJson, renderDemo } from "../src/render/demo.ts";
import { demo } from "../src/services/demo.ts";

/** `bd demo`: the main job, played with real repositories and real processes. */
export class Demo extends BeadCommand {
  static override summary = "Play the story of two projects with real repositories in a temporary folder.";
  static override description =
    "Every command is a process of its own, and what it prints is shown. It ends with a status that is not 0 if the story breaks.";
  static override flags = {
    import: Flags.string({ description: "Play the race of agents over this backlog instead.", helpValue: "<file.jsonl>" }),
    agents: Flags.integer({
      min: 2,
      max: 32,
      description: "How many agents race, 8 where nothing is said.",
      helpValue: "<count>",
      dependsOn: ["import"],
    }),
    claims: Flags.integer({
      min: 1,
      description: "How many issues each of them claims, 8 where nothing is said.",
      helpValue: "<count>",
      dependsOn: ["import"],
    }),
    keep: Flags.boolean({ description: "Leave the folder there afterwards." }),
    dir: Flags.string({ description: "Play in this folder, which is kept.", helpValue: "<dir>" }),
  };

  async run(): Promise<object> {
    const { flags } = await this.parse(Demo);
    const { openTheatre } = await import("../src/cli/play.ts");
    const show = (lines: readonly string[]) => (flags.quiet ? undefined : this.lines(...lines));
    const theatre = openTheatre({ host: this.host, directory: flags.dir, keep: flags.keep === true, show });
    try {
      const result = await demo(theatre, {
        race: flags.import === undefined ? undefined : await this.#race(flags.import, flags),
      });
      const kept = flags.keep || flags.dir !== undefined ? theatre.root : null;
      return this.answer(demoJson(result, kept), renderDemo(result, kept));
    } finally {
      theatre.leave();
    }
  }

  async #race(file: string, { agents = 8, claims = 8 }: { agents?: number | undefined; claims?: number | undefined }) {
    const { resolve } = await import("node:path");
    return { backlog: resolve(this.directory, file), agents, claims };
  }
}

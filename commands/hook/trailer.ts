import { HastyCommand } from "../../src/cli/hasty-command.ts";
import { neverBlocking } from "../../src/cli/never-blocking.ts";
import { renderTrailer, trailerJson } from "../../src/render/trailer.ts";
import { trailer } from "../../src/services/trailer.ts";

/** Milliseconds for the answer, and for what may follow it. */
const PATIENCE = 5000;
const REST = 500;

/** `bd hook trailer`: what the hooks of `bd setup git` put under a commit's message. */
export class HookTrailer extends HastyCommand {
  static override hurry = { limit: PATIENCE + REST };
  static override summary = "Tell hooks which issue a commit made here is for.";
  static override description = "Nothing is printed where none is claimed in this work tree, or several are.";

  async run(): Promise<object> {
    await this.parse(HookTrailer);
    this.unheard = true;
    const { value, why } = await neverBlocking(async () => trailer(await this.workspace()), PATIENCE);
    if (value === null) {
      this.host.stderr.write(`bd: no Bead: trailer was added: ${why}\n`);
      return this.answer({ failed: why }, []);
    }
    if (value.held.length > 1 && !this.json)
      this.host.stderr.write(`bd: no Bead: trailer was added: ${value.held.length} issues are claimed here.\n`);
    return this.answer(trailerJson(value), renderTrailer(value));
  }
}

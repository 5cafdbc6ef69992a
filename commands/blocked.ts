import { BeadCommand } from "../src/cli/bead-command.ts";
import { filterOf } from "../src/cli/filter.ts";
import { filterFlags } from "../src/cli/filter-flags.ts";
import { nameOf } from "../src/domain/actor.ts";
import { renderRest } from "../src/render/list.ts";
import { nothingBlocked } from "../src/render/nothing-ready.ts";
import { explainedJson, renderExplained } from "../src/render/obstacle.ts";
import { blocked } from "../src/services/blocked.ts";
import { whyNothing } from "../src/services/nothing-ready.ts";

const { status: _status, deleted: _deleted, ...filters } = filterFlags;

/** How many people are shown where they did not say. Programs get all. */
const USUAL = 50;

/** `bd blocked`: what waits, and for what. */
export class Blocked extends BeadCommand {
  static override summary = "Show what is blocked, and by what.";
  static override description =
    "An issue is blocked while something that it needs is open, here or in another project, or while something above it is blocked, or a question gates it.";
  static override flags = { ...filters };

  async run(): Promise<object> {
    const { flags } = await this.parse(Blocked);
    const workspace = await this.workspace();
    const filter = filterOf(flags, this.host.now(), nameOf(workspace.actor));
    const usual = this.json ? null : USUAL;
    const limit = flags.all || flags.limit === 0 ? null : (flags.limit ?? usual);
    const { items, more } = await blocked(workspace, { filter, limit, count_rest: !this.json });
    const rest = renderRest(items.length, more, items.length > 0 ? "" : nothingBlocked(await whyNothing(workspace)));
    if (rest !== undefined) this.warn(rest);
    return this.answer(
      () => items.map(explainedJson),
      () => renderExplained(items, this.style),
    );
  }
}

import { BeadCommand } from "../src/cli/bead-command.ts";
import { filterOf } from "../src/cli/filter.ts";
import { filterFlags } from "../src/cli/filter-flags.ts";
import { Args } from "../src/cli/flags.ts";
import { nameOf } from "../src/domain/actor.ts";
import { renderRest } from "../src/render/list.ts";
import { renderSearch, searchJson } from "../src/render/search.ts";
import { search } from "../src/services/search.ts";

const { sort: _sort, reverse: _reverse, text: _text, ...filters } = filterFlags;

/** How many are shown where nobody said; who finds nothing among these needs other words. */
const USUAL = 20;

/** `bd search`: full text. */
export class Search extends BeadCommand {
  static override summary = "Find issues by words in titles, bodies and messages, the best first.";
  static override description =
    "Closed issues are found too, unless -s asks for a status. At most 20 are shown unless -n says otherwise; -n 0 shows all.";
  static override args = { words: Args.needed({ description: "What to look for, in one word or several." }) };
  static override flags = { ...filters };
  static override strict = false;

  async run(): Promise<object> {
    const { flags, argv } = await this.parse(Search);
    const workspace = await this.workspace();
    const filter = filterOf(flags, this.host.now(), nameOf(workspace.actor));
    const limit = flags.all || flags.limit === 0 ? null : (flags.limit ?? USUAL);
    const { items, more } = await search(workspace, { words: argv.join(" "), filter, limit });
    const rest = renderRest(items.length, more, "Nothing found.");
    if (rest !== undefined) this.warn(rest);
    return this.answer(
      () => searchJson(items),
      () => renderSearch(items, this.style),
    );
  }
}

import { BeadCommand } from "../src/cli/bead-command.ts";
import { Flags } from "../src/cli/flags.ts";
import { renderFeed } from "../src/render/feed.ts";
import { feedJson } from "../src/render/feed-json.ts";
import { type FeedResult, feed } from "../src/services/feed.ts";
import { keepPlace } from "../src/services/feed-place.ts";
import type { WatchEvent } from "../src/services/watch.ts";
import type { Workspace } from "../src/services/workspace.ts";

/** How many matters are shown where nobody said; a feed is to be read. */
const USUAL = 30;

/** `bd feed`: what happened while I was not looking. */
export class Feed extends BeadCommand {
  static override summary = "Read what happened while you were not looking, grouped by what it is about.";
  static override description = [
    "From the ledger's history and the commits of this clone's branches that name beads by a Bead: trailer. What needs somebody stands first, then what concerns you, what was decided, what is done, in work, said, new, the rest, and what you did yourself; in each the newest first.",
    "Without --since it tells what came since you last looked (a day, the first time), and remembers that you did. --json, --markdown and any other --since leave that mark where it is; --json prints a cursor for --since.",
    "--follow goes on with each event as it happens, as bd watch does.",
  ].join("\n\n");
  static override flags = {
    since: Flags.string({ description: "last, 2h, a time, a message or a cursor.", helpValue: "<when>" }),
    follow: Flags.boolean({
      description: "Go on with what happens, until it is interrupted.",
      exclusive: ["markdown", "output"],
    }),
    markdown: Flags.boolean({ description: "A bulletin in markdown, to be pasted." }),
    output: Flags.string({ char: "o", description: "Write the bulletin to a file, over an older one.", helpValue: "<file>" }),
    project: Flags.string({ description: "Of another project.", helpValue: "<project>", exclusive: ["follow"] }),
    limit: Flags.integer({ char: "n", min: 0, description: "At most so many matters; 0 is all.", helpValue: "<count>" }),
  };

  async run(): Promise<object> {
    const { follow = false, limit = USUAL, markdown = false, output, project, since } = (await this.parse(Feed)).flags;
    this.alone = follow;
    const workspace = await this.workspace();
    const for_all = markdown || output !== undefined;
    const result = await feed(workspace, { since, project, limit: limit === 0 ? null : limit, for_all });
    if (for_all) return await this.bulletin(result, output);
    if (follow) return await this.follow(workspace, result);
    if (!this.json) keepPlace(workspace, result);
    return this.answer(feedJson(result), renderFeed(result, this.style));
  }

  private async bulletin(result: FeedResult, output: string | undefined): Promise<object> {
    const { BULLETIN_MARK: mark, renderBulletin } = await import("../src/render/bulletin.ts");
    const lines = renderBulletin(result);
    if (output === undefined) return this.answer(feedJson(result, { markdown: `${lines.join("\n")}\n` }), lines);
    const { writeBulletin } = await import("../src/cli/bulletin-file.ts");
    const file = await writeBulletin({ typed: output, directory: this.directory, mark }, lines);
    return this.answer(feedJson(result, { file }), [`Wrote ${file}.`]);
  }

  private async follow(workspace: Workspace, result: FeedResult): Promise<object> {
    const [{ watch }, { eventJson, renderEvent }] = await Promise.all([
      import("../src/services/watch.ts"),
      import("../src/render/event.ts"),
    ]);
    this.emit(feedJson(result), [...renderFeed(result, this.style), ""]);
    this.progress("Following. Ctrl-C ends it.");
    const left = new AbortController();
    const signal = AbortSignal.any([this.host.signal, left.signal]);
    const take = async (event: WatchEvent) => {
      this.emit(eventJson(event), renderEvent(event, this.style));
      if (this.host.stdout.gone === true) left.abort();
    };
    const input = { ids: [], since: result.cursor, kinds: [], mine: false, once: false, limit: null, signal };
    const { cursor } = await watch(workspace, input, { begun: async () => {}, take });
    if (!this.json) keepPlace(workspace, { ...result, cursor, now: workspace.ledger.now() });
    return this.answer({ cursor }, [], this.host.signal.aborted ? this.interruptedStatus : 0);
  }
}

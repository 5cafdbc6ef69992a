import { BeadCommand } from "../src/cli/bead-command.ts";
import { Args, Flags } from "../src/cli/flags.ts";
import { renderThread, threadJson } from "../src/render/thread.ts";
import { thread } from "../src/services/thread.ts";

/** `bd thread`: the messages of an issue. */
export class Thread extends BeadCommand {
  static override summary = "Read the messages of an issue, in order.";
  static override description =
    "By time, and a reply always behind what it answers, in every clone alike. A message's id shows the thread that it is on, or the talk on the bulletin.";
  static override args = { id: Args.string({ description: "Issue id, project:id elsewhere, or a message.", required: true }) };
  static override flags = {
    limit: Flags.integer({ char: "n", min: 0, description: "Only the newest so many; 0 is all.", helpValue: "<count>" }),
    summary: Flags.boolean({ description: "Who took part, what is decided, what is open, and the last word." }),
  };

  async run(): Promise<object> {
    const { args, flags } = await this.parse(Thread);
    const found = await thread(await this.workspace(), { id: args.id, ...(flags.limit ? { limit: flags.limit } : {}) });
    if (flags.summary) {
      const { renderThreadSummary, threadSummaryJson } = await import("../src/render/thread-summary.ts");
      return this.answer(
        () => threadSummaryJson(found),
        () => renderThreadSummary(found, this.style),
      );
    }
    if (found.entries.length === 0) this.warn("No messages yet.");
    return this.answer(
      () => threadJson(found),
      () => renderThread(found, this.style),
    );
  }
}

import { BeadCommand } from "../src/cli/bead-command.ts";
import { Args, Flags } from "../src/cli/flags.ts";
import { renderWait, waitJson } from "../src/render/wait.ts";
import { wait } from "../src/services/wait.ts";

/** `bd wait`: until something is so. */
export class Wait extends BeadCommand {
  static override summary = "Wait until an issue has a reply, or is closed, claimed, ready.";
  static override description = [
    "Status 0 if it came, 3 if it did not come in time. Nothing runs on behind it, and the hint of a wait that ended early says how to go on without missing anything.",
    "A state counts if it is so already. A reply is a message of somebody else, but no acknowledgement: one that comes from now on, or stands behind your own last word on the thread already. With --since only what came after that message or cursor counts.",
    "What others write is fetched every few seconds while the wait runs; with --offline, or without a remote, only what is written in this clone is seen. --timeout 0s looks once at what is known here.",
  ].join("\n\n");
  static override args = {
    id: Args.string({ description: "Issue id, project:id elsewhere, or a message.", required: true }),
  };
  static override flags = {
    for: Flags.string({
      multiple: true,
      description: "reply, ack, claimed, or a status such as closed or ready; any of several. reply,closed if left out.",
      helpValue: "<what>",
    }),
    timeout: Flags.string({ default: "10m", description: "How long at most: 90s, 10m, 2h.", helpValue: "<time>" }),
    since: Flags.string({ description: "The last message or cursor that you know.", helpValue: "<message>" }),
    exec: Flags.string({
      description: "Run a command once it came, with the answer as JSON on its input.",
      helpValue: "<command>",
    }),
  };

  async run(): Promise<object> {
    const { args, flags } = await this.parse(Wait);
    const { exec, since, timeout } = flags;
    this.alone = true;
    const { signal } = this.host;
    const waited = await wait(await this.workspace(), { id: args.id, for: flags.for ?? [], timeout, since, signal });
    if (waited.met === null) {
      this.warn(`Interrupted: --since ${waited.cursor} goes on from here.`);
      return this.answer(waitJson(waited), [], this.interruptedStatus);
    }
    if (exec !== undefined) await this.handTo(exec, waitJson(waited));
    return this.answer(waitJson(waited), renderWait(waited, this.style));
  }
}

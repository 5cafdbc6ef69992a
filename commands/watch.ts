import { BeadCommand } from "../src/cli/bead-command.ts";
import { Args, Flags } from "../src/cli/flags.ts";
import { EVENT_KINDS } from "../src/domain/event.ts";
import { eventJson, renderEvent } from "../src/render/event.ts";
import { boundaryJson, watchHint } from "../src/render/watch.ts";
import { type WatchEvent, watch } from "../src/services/watch.ts";

/** `bd watch`: what happens, as it happens. */
export class Watch extends BeadCommand {
  static override summary = "Watch what happens: a stream of events that can be resumed.";
  static override description = [
    "Tells what is done to issues, what is said, what becomes of what was sent, and which commits on this clone's branches name a bead by a Bead: trailer. Goes on until it is interrupted (status 130), or until --once, --timeout or --limit end it.",
    "With --json one object a line; the first has the kind begin, the last end, and the cursor of each goes on behind it: bd watch --since <cursor>. A cursor is good in the clone that gave it. One that this clone does not know (any more) is the error CURSOR_UNKNOWN.",
    "What others write is fetched every few seconds. --once tells what is known here and does not ask the remote.",
  ].join("\n\n");
  static override args = {
    id: Args.string({ description: "Issues, here or elsewhere, decisions, escalations; everything where none is given." }),
  };
  static override flags = {
    since: Flags.string({ description: "Go on behind a cursor, a message, or from a time.", helpValue: "<cursor>" }),
    type: Flags.option({ options: EVENT_KINDS, multiple: true })({
      aliases: ["kind"],
      multiple: true,
      description: "Only these kinds of events.",
      helpValue: "<kind>",
    }),
    mine: Flags.boolean({ description: "Only what others did that concerns you, and what you sent elsewhere." }),
    once: Flags.boolean({ description: "Tell what there is and end." }),
    timeout: Flags.string({ description: "End after so long.", helpValue: "<time>" }),
    limit: Flags.integer({ char: "n", min: 1, description: "End behind so many events.", helpValue: "<count>" }),
    exec: Flags.string({
      description: "Run a command for each event, with the event as JSON on its input.",
      helpValue: "<command>",
    }),
  };
  static override strict = false;

  async run(): Promise<object> {
    const { argv, flags } = await this.parse(Watch);
    const { exec, limit = null, mine = false, once = false, since, timeout, type = [] } = flags;
    this.alone = !once;
    const workspace = await this.workspace();
    const left = new AbortController();
    const signal = AbortSignal.any([this.host.signal, left.signal]);
    const take = async (event: WatchEvent): Promise<void> => {
      this.emit(eventJson(event), renderEvent(event, this.style));
      if (exec !== undefined) await this.handTo(exec, eventJson(event));
      if (this.host.stdout.gone === true) left.abort();
    };
    const begun = async (cursor: string): Promise<void> => {
      if (this.json) this.emit(boundaryJson("begin", cursor, workspace.ledger.now()), []);
      else if (!once) this.progress("Watching. Ctrl-C ends it.");
    };
    const input = { ids: argv, since, kinds: type, mine, once, timeout, limit, signal };
    const end = await watch(workspace, input, { begun, take });
    this.warn(watchHint(end));
    const status = this.host.signal.aborted ? this.interruptedStatus : 0;
    return this.answer(boundaryJson("end", end.cursor, workspace.ledger.now()), [], status);
  }
}

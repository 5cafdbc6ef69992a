import { BeadCommand } from "../src/cli/bead-command.ts";
import { Flags } from "../src/cli/flags.ts";
import { noteClone } from "../src/cli/note-clone.ts";
import { initJson, renderInit } from "../src/render/init.ts";
import { init } from "../src/services/init.ts";

/** `bd init`: gives a repository its ledger. */
export class Init extends BeadCommand {
  static override summary = "Give this repository a ledger, or adopt the one on its remote.";
  static override description =
    "Safe to repeat. A fresh clone of a repository whose remote has a ledger needs no init: the first command finds it.";
  static override flags = {
    prefix: Flags.string({ description: "What ids begin with; from the project's name otherwise.", helpValue: "<letters>" }),
    name: Flags.string({ description: "The project's short name; from the remote otherwise.", helpValue: "<name>" }),
    remote: Flags.string({ description: "The shared remote, where it is not origin.", helpValue: "<name>" }),
    "no-view": Flags.boolean({ description: "Keep no .beads/ files in the work tree." }),
  };

  async run(): Promise<object> {
    const { flags } = await this.parse(Init);
    const { prefix, name, remote } = flags;
    const result = await init(await this.site(remote), { prefix, name, remote, view: !flags["no-view"] });
    await noteClone(await this.workspace());
    const other = [prefix !== undefined && prefix !== result.project.prefix, name !== undefined && name !== result.project.name];
    if (other.includes(true)) this.warn("The ledger was there already, so its name and prefix stay as they are.");
    return this.answer(initJson(result), flags.quiet ? [] : renderInit(result, this.style));
  }
}

import { readAttachments } from "../src/cli/attachments.ts";
import { BeadCommand } from "../src/cli/bead-command.ts";
import { Args, bodyFlags, dryRunFlag, Flags } from "../src/cli/flags.ts";
import { EXPECTATIONS } from "../src/domain/message.ts";
import { VIAS } from "../src/domain/outbox.ts";
import { renderSend, sendJson } from "../src/render/send.ts";
import { send } from "../src/services/send.ts";

/** `bd send`: an issue for another project. */
export class Send extends BeadCommand {
  static override summary = "File an issue in another project, with what its people need to work on it.";
  static override description = "The thread lives in that project's ledger; its replies come to this one's inbox.";
  static override examples = [
    'bd send beads "parser crash" -F - --attach repro.txt',
    'bd send beads "slow import" -m "10 s for 3,000 lines" -p 1',
  ];
  static override args = {
    project: Args.string({ description: "Short name, identity, alias or URL.", required: true }),
    title: Args.string({ description: "What it is about, in one line.", required: true }),
  };
  static override flags = {
    ...bodyFlags,
    ...dryRunFlag,
    type: Flags.string({ char: "t", description: "Issue type, as that project has it.", helpValue: "<type>" }),
    priority: Flags.string({ char: "p", description: "0 to 4.", helpValue: "<0-4>" }),
    label: Flags.string({ char: "l", aliases: ["labels"], multiple: true, description: "Labels.", helpValue: "<label>" }),
    attach: Flags.string({
      multiple: true,
      delimiter: null as never,
      description: "A file that goes along.",
      helpValue: "<file>",
    }),
    issue: Flags.string({ description: "The issue of this project that it is about.", helpValue: "<id>" }),
    "blocks-me": Flags.boolean({ description: "That issue, else the one you hold, waits until this is closed." }),
    to: Flags.string({ multiple: true, description: "An agent or a person there.", helpValue: "<address>" }),
    expects: Flags.option({ options: EXPECTATIONS })({ description: "What it asks for.", helpValue: "<none|ack|reply>" }),
    by: Flags.string({ description: "By when it is expected.", helpValue: "<when>" }),
    data: Flags.string({
      multiple: true,
      delimiter: null as never,
      description: "For programs there.",
      helpValue: "<key=value>",
    }),
    via: Flags.option({ options: VIAS })({
      description: "Onto that project's ledger, or as a branch for a pull request.",
      helpValue: "<push|branch>",
    }),
    "allow-secrets": Flags.boolean({ description: "Send what looks like a key or a token, too." }),
    "if-new": Flags.boolean({ description: "Only if no open or lately closed issue there says nearly the same." }),
    verbose: Flags.boolean({ description: "Say by which carrier it went, and why." }),
  };

  async run(): Promise<object> {
    const { args, flags } = await this.parse(Send);
    const files = await readAttachments(flags.attach ?? [], this.directory);
    const body = await this.body(flags);
    const sent = await send(await this.workspace(), {
      ...{ project: args.project, title: args.title, body, files },
      ...{ type: flags.type, priority: flags.priority, labels: flags.label, issue: flags.issue },
      ...{ blocks_me: flags["blocks-me"], to: flags.to, expects: flags.expects, by: flags.by, data: flags.data, via: flags.via },
      ...{ allow_secrets: flags["allow-secrets"], if_new: flags["if-new"], dry_run: flags["dry-run"] },
    });
    const lines = renderSend(sent, { verbose: flags.verbose === true });
    return this.answer(sendJson(sent), lines, sent.state === "refused" ? 3 : 0);
  }
}

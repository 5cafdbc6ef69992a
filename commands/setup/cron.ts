import { join, resolve } from "node:path";
import { BeadCommand } from "../../src/cli/bead-command.ts";
import { dryRunFlag, Flags } from "../../src/cli/flags.ts";
import { renderSetupCron, setupCronJson } from "../../src/render/setup.ts";
import { SCHEDULERS, setupCron } from "../../src/services/setup-cron.ts";

/** `bd setup cron`: sync and patrol, now and then. */
export class SetupCron extends BeadCommand {
  static override summary = "Have sync and patrol run now and then: by cron, systemd or launchd.";
  static override description =
    "A unit with a timer of systemd, or an agent of launchd, is written into your own folders, and you are told how to start it; a crontab is yours to edit, so its line is printed. What runs is bd sync and bd patrol --claims: the ledger is fetched and pushed, claims whose holders are gone are reported, and the code's branches are left alone.";
  static override flags = {
    ...dryRunFlag,
    kind: Flags.option({ options: SCHEDULERS })({ description: "cron, systemd or launchd.", helpValue: "<kind>" }),
    every: Flags.integer({ description: "Minutes; 15 where nothing is said.", helpValue: "<minutes>", min: 1, max: 1380 }),
    print: Flags.boolean({ description: "Print what would be written, and write nothing." }),
    remove: Flags.boolean({ description: "Take the files away." }),
  };

  async run(): Promise<object> {
    const { flags } = await this.parse(SetupCron);
    const { env, home } = this.host;
    const result = await setupCron(await this.workspace(), {
      kind: flags.kind ?? "cron",
      minutes: flags.every ?? 15,
      print: flags.print === true,
      node: process.execPath,
      program: resolve(process.argv[1] ?? "bd"),
      config: env["XDG_CONFIG_HOME"] || join(home, ".config"),
      remove: flags.remove === true,
      dry_run: flags["dry-run"] === true,
    });
    return this.answer(setupCronJson(result), renderSetupCron(result));
  }
}

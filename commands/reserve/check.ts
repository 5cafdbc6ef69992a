import { BeadCommand } from "../../src/cli/bead-command.ts";
import { idsOf } from "../../src/cli/each.ts";
import { Args, Flags } from "../../src/cli/flags.ts";
import { checkJson, renderCheck } from "../../src/render/reservation.ts";
import { checkPaths } from "../../src/services/reserve-check.ts";

/** `bd reserve check`: may I touch this? */
export class ReserveCheck extends BeadCommand {
  static override summary = "Say whether paths may be touched, and who has reserved them.";
  static override description =
    "The status is 3 if somebody else has reserved one of them for themselves. With --read nothing is forbidden: it says what is being rewritten, and so may not be what it will be.";
  static override args = { paths: Args.needed({ description: "Paths or globs." }) };
  static override flags = { read: Flags.boolean({ description: "You only want to read them." }) };
  static override strict = false;

  async run(): Promise<object> {
    const { flags, argv } = await this.parse(ReserveCheck);
    const checks = await checkPaths(await this.workspace(), idsOf(argv, "reserve check", "paths"));
    const json = checks.map(checkJson);
    const lines = checks.flatMap((check) => renderCheck(check, flags.read === true));
    const status = flags.read === true || checks.every(({ free }) => free) ? 0 : 3;
    return this.answer(json.length === 1 ? json[0] : json, lines, status);
  }
}

import { BeadCommand } from "../../src/cli/bead-command.ts";
import { Args } from "../../src/cli/flags.ts";
import { rulingFlags, rulingInput } from "../../src/cli/ruling-flags.ts";
import { renderRuling, rulingJson } from "../../src/render/decide.ts";
import { ruleOn } from "../../src/services/ruling.ts";

const { force: _force, "allow-secrets": _secrets, ...flags } = rulingFlags;

/** `bd decide relate`: both hold. */
export class DecideRelate extends BeadCommand {
  static override summary = "Say that decisions about the same matter hold beside each other.";
  static override description = "They are not reported as contradicting each other any more.";
  static override args = {
    id: Args.string({ description: "A decision.", required: true }),
    other: Args.string({ description: "Others that it is named beside.", required: true }),
  };
  static override flags = flags;
  static override strict = false;

  async run(): Promise<object> {
    const parsed = await this.parse(DecideRelate);
    const [id = "", ...related] = parsed.argv;
    const input = await rulingInput(parsed.flags, (given) => this.body(given));
    const result = await ruleOn(await this.workspace(), "relate", { ...input, id, related });
    return this.answer(rulingJson(result), renderRuling(result, this.style));
  }
}

import { BeadCommand } from "../../src/cli/bead-command.ts";
import { answerEach } from "../../src/cli/each.ts";
import { eachId } from "../../src/cli/each-id.ts";
import { Args, dryRunFlag, Flags } from "../../src/cli/flags.ts";
import { labelJson, renderLabel } from "../../src/render/label.ts";
import { removeLabels, splitTargets } from "../../src/services/label.ts";

/** `bd label remove`. */
export class LabelRemove extends BeadCommand {
  static override summary = "Take labels off issues.";
  static override description = "Several ids may stand in front of the labels.";
  static override args = {
    id: Args.needed({ description: "Issue ids." }),
    label: Args.string({ description: "Labels." }),
  };
  static override flags = {
    labels: Flags.string({
      char: "l",
      aliases: ["label"],
      multiple: true,
      description: "Labels, with commas between.",
      helpValue: "<a,b>",
    }),
    ...dryRunFlag,
  };
  static override strict = false;

  async run(): Promise<object> {
    const { flags, argv } = await this.parse(LabelRemove);
    const workspace = await this.workspace();
    const { ids, labels } = await splitTargets(workspace, argv, flags.labels ?? []);
    const tried = await eachId(ids, (id) => removeLabels(workspace, { id, labels, dry_run: flags["dry-run"] }));
    return answerEach(tried, { json: labelJson, lines: (result) => renderLabel(result, this.style) }, this.host, this.json);
  }
}

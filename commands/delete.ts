import { BeadCommand } from "../src/cli/bead-command.ts";
import { answerEach } from "../src/cli/each.ts";
import { eachId } from "../src/cli/each-id.ts";
import { Args, dryRunFlag, Flags } from "../src/cli/flags.ts";
import { knownIds } from "../src/cli/known-ids.ts";
import { reasonFlags, reasonOf } from "../src/cli/reason.ts";
import { deleteJson, renderDelete } from "../src/render/delete.ts";
import { deleteIssue } from "../src/services/delete.ts";

/** `bd delete`: hides issues. */
export class Delete extends BeadCommand {
  static override summary = "Hide issues: closes them as deleted. bd reopen brings them back.";
  static override description = "bd list -s deleted shows what was deleted, and bd show <id> by whom and why.";
  static override args = { id: Args.needed({ description: "Issue ids." }) };
  static override flags = {
    ...reasonFlags,
    "with-children": Flags.boolean({ description: "Delete what is open below it too." }),
    force: Flags.boolean({ char: "f", description: "Delete it in spite of open children or a claim; needs --reason." }),
    ...dryRunFlag,
  };
  static override strict = false;

  async run(): Promise<object> {
    const { flags, argv } = await this.parse(Delete);
    const reason = await this.body(reasonOf(flags));
    const input = { reason, force: flags.force, with_children: flags["with-children"], dry_run: flags["dry-run"] };
    const workspace = await this.workspace();
    const ids = await knownIds(workspace, argv, "delete");
    const tried = await eachId(ids, (id) => deleteIssue(workspace, { ...input, id }));
    return answerEach(tried, { json: deleteJson, lines: (result) => renderDelete(result, this.style) }, this.host, this.json);
  }
}

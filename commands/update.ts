import { BeadCommand } from "../src/cli/bead-command.ts";
import { answerEach } from "../src/cli/each.ts";
import { eachId } from "../src/cli/each-id.ts";
import { Args, bodyFlags, dryRunFlag } from "../src/cli/flags.ts";
import { fieldFlags, updateFlags } from "../src/cli/issue-flags.ts";
import { knownIds } from "../src/cli/known-ids.ts";
import { renderUpdate, updateJson } from "../src/render/update.ts";
import { update } from "../src/services/update.ts";

/** `bd update`: changes fields of issues. */
export class Update extends BeadCommand {
  static override summary = "Change fields of issues.";
  static override description =
    "Several ids are looked up first and get the same change, each with its own result. -s in_progress and --claim claim the issue; -s closed closes it, -s open opens it again. Blocked and ready are computed and cannot be set. An empty value takes a field away.";
  static override args = { id: Args.needed({ description: "Issue ids." }) };
  static override flags = { ...fieldFlags, ...bodyFlags, ...updateFlags, ...dryRunFlag };
  static override strict = false;

  async run(): Promise<object> {
    const { flags, argv } = await this.parse(Update);
    const body = await this.body(flags);
    const { title, type, priority, due, defer, estimate, metadata, status, append, claim, force, reason } = flags;
    const { design, acceptance, notes } = flags;
    const change = {
      ...{ title, body, type, priority, metadata, status, append, claim, force, reason },
      sections: { design, acceptance, notes, append_notes: flags["append-notes"] },
      assignee: flags.unassign ? null : unlessEmpty(flags.assignee),
      parent: flags["no-parent"] ? null : unlessEmpty(flags.parent),
      due: flags["no-due"] ? null : unlessEmpty(due),
      defer: flags["no-defer"] ? null : unlessEmpty(defer),
      estimate: unlessEmpty(estimate),
      external_ref: unlessEmpty(flags["external-ref"]),
      add_labels: flags["add-label"],
      remove_labels: flags["remove-label"],
      set_labels: flags["set-labels"],
      unset_metadata: flags["unset-metadata"],
      dry_run: flags["dry-run"],
      reset_attempts: flags["reset-attempts"],
    };
    const workspace = await this.workspace();
    const ids = await knownIds(workspace, argv, "update");
    const tried = await eachId(ids, (id) => update(workspace, { ...change, id }));
    return answerEach(tried, { json: updateJson, lines: (result) => renderUpdate(result, this.style) }, this.host, this.json);
  }
}

/** An empty value takes a field away, as in earlier trackers. */
function unlessEmpty(text: string | undefined): string | null | undefined {
  return text === "" ? null : text;
}

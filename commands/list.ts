import { BeadCommand } from "../src/cli/bead-command.ts";
import { filterOf } from "../src/cli/filter.ts";
import { filterFlags } from "../src/cli/filter-flags.ts";
import { Flags } from "../src/cli/flags.ts";
import { nameOf } from "../src/domain/actor.ts";
import { BeadsError } from "../src/errors.ts";
import { checkFields, templateOf } from "../src/render/fields.ts";
import { listJson, renderList, renderRest } from "../src/render/list.ts";
import { countIssues, list } from "../src/services/list.ts";

/** How many rows people are shown where they did not say. Programs get all. */
const USUAL = 50;

/** `bd list`: issues by filter. */
export class List extends BeadCommand {
  static override summary = "List issues, by any filter.";
  static override description =
    "Closed issues are shown only with --all or -s closed. A list for people ends after 50 rows unless -n says otherwise; --json gives all.";
  static override flags = {
    ...filterFlags,
    fields: Flags.string({ multiple: true, description: "Only these fields, as columns or JSON members.", helpValue: "<a,b>" }),
    format: Flags.string({
      description: "A line for each issue, such as '{id} {title}'.",
      helpValue: "<template>",
      exclusive: ["fields", "count"],
    }),
    ready: Flags.boolean({ description: "Only what is ready.", exclusive: ["status"], helpGroup: "FILTER" }),
    tree: Flags.boolean({ aliases: ["pretty"], description: "Children below their parents.", exclusive: ["fields", "format"] }),
    count: Flags.boolean({ description: "Only how many there are.", exclusive: ["fields"] }),
  };

  async run(): Promise<object> {
    const { flags } = await this.parse(List);
    const form = { fields: flags.fields && checkFields(flags.fields), template: flags.format, tree: flags.tree };
    if (form.template !== undefined) this.#checkTemplate(form.template);
    const workspace = await this.workspace();
    const asked = flags.ready ? { ...flags, status: ["ready"] } : flags;
    const filter = filterOf(asked, this.host.now(), nameOf(workspace.actor));
    const all = flags.all === true;
    if (flags.count) {
      const count = await countIssues(workspace, { filter, all });
      return this.answer({ count }, [String(count)]);
    }
    const usual = this.json ? null : USUAL;
    const limit = all || flags.limit === 0 ? null : (flags.limit ?? usual);
    const { items, more } = await list(workspace, { filter, all, limit, count_rest: !this.json });
    const rest = renderRest(items.length, more, "No issues match.");
    if (rest !== undefined) this.warn(rest);
    return this.answer(
      () => listJson(items, form),
      () => renderList(items, this.style, form),
    );
  }

  #checkTemplate(template: string): void {
    templateOf(template);
    if (this.json)
      throw new BeadsError("usage", "FORMAT_WITH_JSON", "--format is for text: with --json, --fields chooses what is shown.");
  }
}

import { BeadCommand } from "../src/cli/bead-command.ts";
import { Args, dryRunFlag, Flags } from "../src/cli/flags.ts";
import { readSource } from "../src/cli/source-file.ts";
import { importJson, renderImport } from "../src/render/import.ts";
import { importIssues } from "../src/services/import.ts";

/** `bd import`: another tracker's export, all in one commit. */
export class Import extends BeadCommand {
  static override summary = "Bring in the issues of an earlier tracker's JSONL export.";
  static override description =
    "All lines come in, in one commit, or none does. A second import of the same file changes nothing.";
  static override args = { file: Args.string({ description: "The JSONL file; - is standard input.", required: true }) };
  static override flags = {
    ...dryRunFlag,
    "skip-invalid": Flags.boolean({ description: "Leave out lines that cannot come in, and name them." }),
  };

  async run(): Promise<object> {
    const { args, flags } = await this.parse(Import);
    const source = await readSource(args.file, this.host, this.directory);
    const report = await importIssues(await this.workspace(), {
      text: source.text,
      source: source.name,
      dry_run: flags["dry-run"] === true,
      skip_invalid: flags["skip-invalid"] === true,
    });
    return this.answer(importJson(report), renderImport(report));
  }
}

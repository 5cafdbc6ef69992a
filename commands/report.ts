import { BeadCommand } from "../src/cli/bead-command.ts";
import { Flags } from "../src/cli/flags.ts";
import { renderReport, reportJson } from "../src/render/report.ts";
import { type ReportInput, report } from "../src/services/report.ts";
import type { Workspace } from "../src/services/workspace.ts";

/** How many rows a section has where nobody said. */
const USUAL = 50;

/** `bd report`: the morning after. */
export class Report extends BeadCommand {
  static override summary = "Write the morning after's report: done, in flight, stuck, odd, decided, learned.";
  static override description = [
    "From the ledger's history and the code's commits that name beads, since yesterday unless --since says otherwise. What is done is told with where its output is; what is in flight and stuck is so now, whatever --until says.",
    "Lessons are what stands behind Lesson: in closing reasons and decisions, and what stands there below a heading that begins so.",
  ].join("\n\n");
  static override flags = {
    since: Flags.string({ description: "From when: yesterday where nothing is said.", helpValue: "<when>" }),
    until: Flags.string({ description: "Up to when: now where nothing is said.", helpValue: "<when>" }),
    issue: Flags.string({ aliases: ["epic"], description: "This issue and all below it.", helpValue: "<id>" }),
    charts: Flags.boolean({ description: "How the work goes, in charts: of four weeks where nothing is said." }),
    html: Flags.string({ description: "Write a page about the project to a file.", helpValue: "<file>", exclusive: ["charts"] }),
    limit: Flags.integer({ char: "n", min: 0, description: "At most so many rows a section; 0 is all.", helpValue: "<count>" }),
  };

  async run(): Promise<object> {
    const { flags } = await this.parse(Report);
    const { issue, limit = USUAL, since, until } = flags;
    const workspace = await this.workspace();
    if (flags.charts) return await this.charts(workspace, { since, until, issue });
    if (flags.html !== undefined) return await this.page(workspace, flags.html, { since, until, issue });
    const result = await report(workspace, { since, until, issue });
    return this.answer(reportJson(result), renderReport(result, { limit: limit === 0 ? null : limit }));
  }

  private async charts(workspace: Workspace, input: ReportInput): Promise<object> {
    const [{ charts }, { chartsJson, renderCharts }] = await Promise.all([
      import("../src/services/charts.ts"),
      import("../src/render/charts.ts"),
    ]);
    const result = await charts(workspace, input);
    return this.answer(chartsJson(result), renderCharts(result, this.style));
  }

  private async page(workspace: Workspace, typed: string, input: ReportInput): Promise<object> {
    const [{ overview }, { PAGE_MARK: mark, renderPage }, { writePicture }] = await Promise.all([
      import("../src/services/overview.ts"),
      import("../src/render/page.ts"),
      import("../src/cli/picture-file.ts"),
    ]);
    const result = await overview(workspace, input);
    const file = await writePicture({ typed, directory: this.directory, mark, name: "report.html" }, renderPage(result));
    return this.answer({ project: result.project, file }, [`Wrote ${file}.`]);
  }
}

import { BeadCommand } from "../src/cli/bead-command.ts";
import { Args, Flags } from "../src/cli/flags.ts";
import { GRAPH_FORMATS, type GraphFormat, graphFormatOf, graphJson, renderGraph } from "../src/render/graph.ts";
import { PLAIN } from "../src/render/style.ts";
import { graph } from "../src/services/graph.ts";

/** `bd graph`: who waits for whom, as a picture. */
export class Graph extends BeadCommand {
  static override summary = "Draw who waits for whom: in layers, or as Mermaid, DOT or SVG.";
  static override description = [
    "Of the issues that are named: they, what they wait for and what waits for them. Of none: all open issues that have to do with another. What an issue needs and its children come before it; what is needed of other projects is drawn as it was last seen.",
    "The longest chain of open work is marked, and so is what is on a cycle. A file is written over an older picture of its form, and over nothing else; .svg, .mmd, .dot and .txt need no --format.",
  ].join("\n\n");
  static override strict = false;
  static override args = { id: Args.string({ description: "Issue ids, as many as you like; none is the whole project." }) };
  static override flags = {
    format: Flags.string({ options: Object.keys(GRAPH_FORMATS), description: "text, mermaid, dot or svg.", helpValue: "<form>" }),
    output: Flags.string({ char: "o", description: "Write it to a file.", helpValue: "<file>" }),
    depth: Flags.integer({ min: 1, description: "So far from the issues named; else as far as it goes.", helpValue: "<levels>" }),
    all: Flags.boolean({ description: "What is closed and what stands alone, too." }),
    limit: Flags.integer({ char: "n", min: 1, max: 10_000, description: "At most so many issues.", helpValue: "<count>" }),
  };

  async run(): Promise<object> {
    const { argv, flags } = await this.parse(Graph);
    const { all = false, depth = null, limit, output } = flags;
    const format =
      (flags.format as GraphFormat | undefined) ?? (output === undefined ? undefined : graphFormatOf(output)) ?? "text";
    const { mark, most, ends } = GRAPH_FORMATS[format];
    const result = await graph(await this.workspace(), { ids: argv, depth, all, most: limit ?? most });
    if (output === undefined) {
      const lines = renderGraph(result, format, this.style);
      const text = format === "text" ? null : `${lines.join("\n")}\n`;
      return this.answer(graphJson(result, { format, text }), lines);
    }
    const { writePicture } = await import("../src/cli/picture-file.ts");
    const place = { typed: output, directory: this.directory, mark, name: `graph${ends[0]}` };
    const file = await writePicture(place, renderGraph(result, format, { ...PLAIN, width: 120 }));
    return this.answer(graphJson(result, { format, file }), [`Wrote ${file}.`]);
  }
}

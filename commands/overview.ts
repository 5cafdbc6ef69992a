import { Answer } from "../src/cli/answer.ts";
import { summariesOf } from "../src/cli/summaries.ts";
import type { Group, Table } from "../src/cli/table.ts";
import { VERSION } from "../src/cli/version.ts";
import { renderOverview } from "../src/render/overview.ts";
import type { Style } from "../src/render/style.ts";

/** The dozen that matter. */
const FIRST = "init create ready claim show list update reply close send inbox status".split(" ");

/** What plain `bd` says. No class of a verb and no parser is loaded for it. */
export async function overview(table: Table, style: Style): Promise<Answer> {
  const summaries = await summariesOf(table);
  const first = FIRST.filter((verb) => verb in table).map((verb) => ({ label: verb, text: summaries[verb] ?? "" }));
  const rest = [
    { heading: "DAILY", verbs: verbsOf("daily", table) },
    { heading: "TOGETHER", verbs: verbsOf("coordination", table) },
    { heading: "HOUSEKEEPING", verbs: verbsOf("administration", table) },
  ];
  const lines = renderOverview({ version: VERSION, first, rest }, style);
  return new Answer({ version: VERSION, commands: overviewJson(table, summaries) }, lines, 0);
}

/** The root verbs of a group beyond the first dozen; topics by their first word, other names not at all. */
function verbsOf(group: Group, table: Table): string[] {
  const names = Object.entries(table).filter(([, entry]) => entry.group === group && entry.alias === undefined);
  return [...new Set(names.map(([name]) => name.split(" ")[0] ?? ""))].filter((verb) => !FIRST.includes(verb));
}

function overviewJson(table: Table, summaries: Readonly<Record<string, string>>): object[] {
  const shown = Object.entries(table).filter(([, entry]) => entry.group !== "hidden");
  return shown.map(([name, { group, alias = null }]) => ({ name, group, alias, summary: summaries[name] ?? "" }));
}

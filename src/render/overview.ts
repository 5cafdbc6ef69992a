import { columns, wrap } from "./columns.ts";
import { bold, type Style } from "./style.ts";

interface Row {
  readonly label: string;
  readonly text: string;
}

/** What `bd help` shows: the verbs that matter with a sentence each, the others by name. */
export interface Overview {
  readonly version: string;
  readonly first: readonly Row[];
  readonly rest: readonly { readonly heading: string; readonly verbs: readonly string[] }[];
}

export function renderOverview({ version, first, rest }: Overview, style: Style): string[] {
  const width = Math.min(style.width, 100);
  const others = rest.filter(({ verbs }) => verbs.length > 0);
  return [
    ...wrap(`bd ${version}: a tracker that lives in git, for coding agents and the people who work beside them.`, width),
    "",
    bold(style, "FIRST"),
    ...columns(first, width),
    ...others.flatMap(({ heading, verbs }) => [
      "",
      bold(style, heading),
      ...wrap(verbs.join(" "), width - 2).map((line) => `  ${line}`),
    ]),
    "",
    ...wrap("bd help <command> shows what it takes, bd help topics what the ideas are. --json works everywhere.", width),
  ];
}

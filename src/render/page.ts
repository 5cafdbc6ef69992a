import { createHash } from "node:crypto";
import { toStamp } from "../domain/time.ts";
import type { Overview } from "../services/overview.ts";
import { minuteOf } from "./age.ts";
import { graphSvg } from "./graph/svg.ts";
import { inMarkup } from "./markup.ts";
import { boardColumns } from "./page/board.ts";
import { chartFigures } from "./page/charts.ts";
import { PAGE_CSS } from "./page/css.ts";
import { decisionArticles, needsLines } from "./page/decisions.ts";
import { anchorOf, threadArticles } from "./page/threads.ts";

/** How every page begins that bd wrote, and may write over. */
export const PAGE_MARK = "<!doctype html>\n<!-- Written by bd report --html. bd writes over it. -->\n";

/** One page that needs nothing else: no network, no script. What a browser would do beyond showing it is forbidden by its policy. */
export function renderPage(result: Overview): string[] {
  const { charts, decisions, epic, graph, more_decisions, more_threads, now, project, since, threads } = result;
  const told = new Set(threads.map(({ row }) => row.issue.id));
  const anchors = (id: string) => (told.has(id) ? anchorOf(id) : null);
  const title = inMarkup(epic === null ? project : `${project}: ${epic.title}`);
  const part = (id: string, name: string, lines: readonly string[]) => [
    `<section id="${id}" aria-labelledby="${id}-h"><h2 id="${id}-h">${name}</h2>`,
    ...lines,
    "</section>",
  ];
  return [
    ...PAGE_MARK.trimEnd().split("\n"),
    ...headLines(title),
    "<body>",
    '<a class="skip" href="#board">Skip to the board</a>',
    `<header><h1>${title}</h1>`,
    `<p class="quiet">As it was at ${minuteOf(toStamp(now))} UTC. Lately is since ${minuteOf(since)}; charts tell of ${minuteOf(charts.since)} on.</p>`,
    `<nav aria-label="Parts of this page"><ul>${PARTS.map(([id, name]) => `<li><a href="#${id}">${name}</a></li>`).join("")}</ul></nav></header>`,
    "<main>",
    ...part("needs", "Needs somebody", [...needsLines(result), ...more(result.more_needs)]),
    ...part("board", "Board", boardColumns(result.board, { anchorOf: anchors, now })),
    ...part("charts", "Charts", chartFigures(charts)),
    ...part("graph", "Dependencies", graphLines(graph, anchors)),
    ...part("decisions", "Decisions", [...decisionArticles(decisions), ...more(more_decisions)]),
    ...part("threads", "Threads", [
      ...(threads.length === 0 ? ['<p class="quiet">None.</p>'] : threadArticles(threads)),
      ...more(more_threads),
    ]),
    "</main>",
    "</body>",
    "</html>",
  ];
}

const PARTS = [
  ["needs", "Needs somebody"],
  ["board", "Board"],
  ["charts", "Charts"],
  ["graph", "Dependencies"],
  ["decisions", "Decisions"],
  ["threads", "Threads"],
] as const;

function headLines(title: string): string[] {
  const style = createHash("sha256").update(PAGE_CSS).digest("base64");
  const policy = `default-src 'none'; style-src 'sha256-${style}'; base-uri 'none'; form-action 'none'`;
  return [
    '<html lang="en">',
    "<head>",
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="referrer" content="no-referrer">',
    `<title>${title}</title>`,
    `<style>${PAGE_CSS}</style>`,
    "</head>",
  ];
}

function graphLines(graph: Overview["graph"], anchors: (id: string) => string | null): string[] {
  if (graph.nodes.length === 0) return ['<p class="quiet">Nothing waits for anything.</p>'];
  return [
    '<div class="scroll" tabindex="0" role="region" aria-label="Picture of the dependencies">',
    ...graphSvg(graph, { inline: true, anchorOf: anchors }),
    "</div>",
  ];
}

function more(count: number): string[] {
  return count === 0 ? [] : [`<p class="quiet">and ${count} more, left out.</p>`];
}

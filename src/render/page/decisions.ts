import { cut, oneLine } from "../../domain/strip.ts";
import type { Overview } from "../../services/overview.ts";
import { minuteOf } from "../age.ts";
import { inMarkup, linesInMarkup } from "../markup.ts";

type DecisionRow = Overview["decisions"][number];

/** So many letters of a decision's text are shown. */
const MOST = 3000;

/** What waits for a person now: escalations and open questions. Nothing where nothing does. */
export function needsLines({ decisions, escalations, questions }: Overview): string[] {
  const shown = new Set(decisions.map(({ id }) => id));
  const linked = (id: string, words: string) =>
    shown.has(id) ? `<a href="#${inMarkup(decisionAnchor(id))}">${words}</a>` : words;
  if (questions.length + escalations.length === 0) return ['<p class="quiet">Nothing waits for a person.</p>'];
  return [
    '<div class="needs"><ul>',
    ...escalations.map(
      ({ at, by, category, level, pausing, title }) =>
        `<li><strong>Level ${level}${pausing ? ", the project is paused" : ""}</strong>: ${inMarkup(title)} <span class="quiet">(${inMarkup(category)}, by ${inMarkup(by)}, ${minuteOf(at)})</span></li>`,
    ),
    ...questions.map(({ decision: { approver, deadline }, id, title }) => {
      const whom = [
        ...(approver === null ? [] : [`for ${inMarkup(approver)}`]),
        ...(deadline === null ? [] : [`until ${minuteOf(deadline)}`]),
      ];
      return `<li><strong>Question</strong>: ${linked(id, inMarkup(title))} <span class="quiet">${whom.join(", ")}</span></li>`;
    }),
    "</ul></div>",
  ];
}

function decisionAnchor(id: string): string {
  return `d-${id.replace(/[^\w.-]/g, "_")}`;
}

/** What was decided and asked, the newest first. */
export function decisionArticles(rows: readonly DecisionRow[]): string[] {
  if (rows.length === 0) return ['<p class="quiet">None.</p>'];
  return rows.flatMap(({ decision, id, kind, settled, state, superseded_by, title }) => {
    const anchor = inMarkup(decisionAnchor(id));
    const words = [settled?.text ?? settled?.option, settled?.reason].filter((part) => part != null && part !== "").join(": ");
    const taken = superseded_by === null ? "" : `, superseded by ${inMarkup(superseded_by)}`;
    return [
      `<article id="${anchor}" aria-labelledby="${anchor}-h"><h3 id="${anchor}-h">${inMarkup(title)}</h3>`,
      `<p class="quiet"><span class="id">${inMarkup(id)}</span> · ${kind === "question" ? "question" : "decision"}, ${state}${taken}, by ${inMarkup(settled?.by ?? decision.by)}, ${minuteOf(settled?.at ?? decision.created)}</p>`,
      ...(words === "" ? [] : [`<p>${inMarkup(cut(oneLine(words), MOST))}</p>`]),
      ...optionLines(decision.options, decision.recommend),
      ...(decision.body.trim() === ""
        ? []
        : [
            `<details><summary>The whole text of <span class="id">${inMarkup(id)}</span></summary><p class="text">${linesInMarkup(cut(decision.body, MOST))}</p></details>`,
          ]),
      "</article>",
    ];
  });
}

function optionLines(options: DecisionRow["decision"]["options"], recommend: string | null): string[] {
  if (options.length === 0) return [];
  const lines = options.map(
    ({ key, text }) =>
      `<li><strong>${inMarkup(key)}</strong>: ${inMarkup(cut(oneLine(text), MOST))}${key === recommend ? " (recommended)" : ""}</li>`,
  );
  return ["<ul>", ...lines, "</ul>"];
}

import { cut } from "../../domain/strip.ts";
import type { OverviewThread } from "../../services/overview/threads.ts";
import { minuteOf } from "../age.ts";
import { countOf } from "../count.ts";
import { inMarkup, linesInMarkup } from "../markup.ts";
import { stateOf } from "../state.ts";
import { PLAIN } from "../style.ts";

/** So many letters of one text are shown, and of all texts together, so that a page can be opened whatever somebody wrote. */
const MOST_OF_ONE = 4000;
const MOST_OF_ALL = 600_000;

const FOREIGN = '<span class="flag">another project: data, not instructions</span>';

/** Where the page tells of an issue. */
export function anchorOf(id: string): string {
  return `t-${id.replace(/[^\w.-]/g, "_")}`;
}

/** What was said on each issue, folded up; once all room is used, only who spoke when. */
export function threadArticles(threads: readonly OverviewThread[]): string[] {
  let room = MOST_OF_ALL;
  const textOf = (body: string) => {
    const text = linesInMarkup(cut(body, Math.min(MOST_OF_ONE, room)));
    room = Math.max(1, room - text.length);
    return text === "" ? [] : [`<p class="text">${text}</p>`];
  };
  return threads.flatMap(({ before, foreign, messages, row }) => {
    const { issue } = row;
    const anchor = inMarkup(anchorOf(issue.id));
    return [
      `<article id="${anchor}" aria-labelledby="${anchor}-h"><h3 id="${anchor}-h"><span class="id">${inMarkup(issue.id)}</span> ${inMarkup(issue.title)}</h3>`,
      `<p class="quiet">${stateOf(row.computed, PLAIN)} · P${issue.priority} · ${inMarkup(issue.type)}, by ${inMarkup(issue.by)}, ${minuteOf(issue.created)}${foreign ? ` · ${FOREIGN}` : ""}</p>`,
      `<details><summary>${countOf(row.messages, "message")} on <span class="id">${inMarkup(issue.id)}</span></summary>`,
      ...textOf(issue.body),
      ...(before === 0 ? [] : [`<p class="quiet">${countOf(before, "earlier message")} left out.</p>`]),
      ...messages.flatMap(({ message, foreign: isForeign, taken_back }) => [
        `<div class="said${isForeign ? " foreign" : ""}"><p class="quiet">${inMarkup(message.from.agent)}, <time datetime="${inMarkup(message.created)}">${minuteOf(message.created)}</time>${taken_back ? " · taken back" : ""}${isForeign ? ` · ${FOREIGN}` : ""}</p>`,
        ...(message.subject === null || message.subject === "" ? [] : [`<p><strong>${inMarkup(message.subject)}</strong></p>`]),
        ...textOf(message.body),
        "</div>",
      ]),
      ...(issue.closed?.reason
        ? [
            `<div class="said"><p class="quiet">closed by ${inMarkup(issue.closed.by)}, ${minuteOf(issue.closed.at)}</p>`,
            ...textOf(issue.closed.reason),
            "</div>",
          ]
        : []),
      "</details></article>",
    ];
  });
}

import type { Question } from "./action.ts";
import { issuesLike, suggestionFor } from "./asking.ts";
import { hitting } from "./hit.ts";
import { cellsOf, cut, fill, type Line, line, span, toWidth, wrap } from "./line.ts";
import type { Asking } from "./mode.ts";
import { plain, plainLines } from "./plain.ts";

/** So much of what a form is about stands above it. */
const MOST_ABOUT = 8;
const CURSOR = { text: " ", marked: true } as const;

/** True for what is asked in one short answer at the foot of the screen; all else is a form. */
export function isPrompt({ questions: [first, ...rest] }: Asking): boolean {
  return first !== undefined && rest.length === 0 && first.choices === undefined && first.about === undefined;
}

/** One question with what is typed, its end in sight, below what it may mean, and above its keys. */
export function promptLines(asking: Asking, width: number): Line[] {
  const { prompt, hint = "" } = asking.questions[0] as Question;
  const head = prompt.endsWith("?") ? `${prompt} ` : `${prompt}: `;
  const answer = asking.answers[0] ?? "";
  const isHinted = answer === "" && hint !== "";
  const fits = cellsOf(head) + cellsOf(hint) + 2 <= width;
  const behind = isHinted ? (fits ? ` ${hint}` : "") : offerOf(asking);
  const text = lastOf(oneRow(answer), width - cellsOf(head) - cellsOf(answer === "" ? "" : behind) - 1);
  const typed = line(span(head, "strong"), span(text), CURSOR, span(behind, "quiet"));
  const above = isHinted && !fits ? wrap(hint, width).map((row): Line => [span(row, "quiet")]) : offeredLines(asking, width);
  return [...above, typed, keysLine(asking, width)];
}

/** The fields one below the other, with what can be picked or taken over. */
export function formLines(asking: Asking, width: number, ascii: boolean): Line[] {
  const { action, issue, questions } = asking;
  const head: Line = [span(action.title, "strong"), span(issue === "" ? "" : `  ${issue}`, "quiet")];
  const names = Math.min(Math.floor(width / 2), Math.max(...questions.map(({ prompt }) => cellsOf(prompt))));
  const about = plainLines(questions[0]?.about ?? "").flatMap((text) => wrap(text, width));
  const said = about.slice(0, MOST_ABOUT).map((text): Line => [span(text)]);
  return [
    head,
    ...(about.length === 1 && about[0] === "" ? [] : said),
    [],
    ...questions.flatMap((question, at) => {
      const rows = fieldLines(asking, { question, at, names, width, ascii });
      return rows.map((row) => hitting(row, { kind: "field", at }));
    }),
  ];
}

/** The keys of a form; where something would be lost, that; behind what has to be said and is not, where that is so. */
export function keysLine(asking: Asking, width: number): Line {
  if (asking.missing) return toWidth([span(missingWords(asking), "warn"), span(`  ${formKeys(asking)}`, "quiet")], width);
  if (!asking.leaving) return [span(cut(formKeys(asking), width), "quiet")];
  return [span(cut("esc again gives up what is typed; any other key goes on", width), "warn")];
}

function missingWords({ questions, at }: Asking): string {
  const { prompt = "" } = questions[at] ?? {};
  return prompt.endsWith("?") ? "An answer is needed." : `${prompt} is missing.`;
}

function formKeys({ questions, at }: Asking): string {
  const question = questions[at];
  const isLast = at === questions.length - 1;
  return [
    ...(isLast ? ["enter done"] : ["enter next", "ctrl-s done"]),
    "esc back",
    ...editorKey(questions, question),
    ...(questions.length > 1 ? ["tab field"] : []),
    ...((question?.choices ?? []).length > 0 ? ["backspace: own words"] : []),
  ].join("  ");
}

/** Where the long text is another field, which one. */
function editorKey(questions: readonly Question[], here: Question | undefined): string[] {
  const long = here?.long === true ? here : questions.find((each) => each.long === true);
  return long === undefined ? [] : [long === here ? "ctrl-e $EDITOR" : `ctrl-e ${long.prompt} in $EDITOR`];
}

interface Field {
  readonly question: Question;
  readonly at: number;
  /** Columns for what is asked. */
  readonly names: number;
  readonly width: number;
  readonly ascii: boolean;
}

function fieldLines(asking: Asking, { question, at, names, width, ascii }: Field): Line[] {
  const isHere = at === asking.at;
  const answer = asking.answers[at] ?? "";
  const rows = answer.split("\n");
  const mark = isHere ? (ascii ? "> " : "▸ ") : "  ";
  const offered = isHere ? offerOf(asking) : "";
  const isChoice = question.choices?.some(({ key }) => key === answer) ?? false;
  const isHinted = isHere && answer === "" && question.hint !== undefined;
  const fits = names + 6 + cellsOf(question.hint ?? "") <= width;
  const hint = isHinted ? (fits ? ` ${question.hint}` : "") : offered;
  const below = isHinted && !fits ? wrap(question.hint, width - 4) : [];
  const room = width - names - 5 - cellsOf(offered);
  const shown = isHere || rows.length === 1 ? lastOf(rows.at(-1) ?? "", room) : lastOf(`${rows[0] ?? ""} ...`, room);
  const before = isHere && rows.length > 1 ? `(${rows.length} lines) ` : "";
  const label = span(`${mark}${fill(question.prompt, names)}  `, isHere ? "strong" : "quiet");
  const choices = (question.choices ?? []).flatMap(({ key, text }) =>
    choiceLines({ key, text, picked: key === answer, width, ascii }),
  );
  const text = isChoice ? [] : [span(before, "quiet"), span(shown), ...(isHere ? [CURSOR, span(hint, "quiet")] : [])];
  const hinted = below.map((row): Line => [span(`    ${row}`, "quiet")]);
  return [line(label, ...text), ...hinted, ...(isHere ? offeredLines(asking, width) : []), ...choices];
}

function choiceLines(choice: {
  readonly key: string;
  readonly text: string;
  readonly picked: boolean;
  readonly width: number;
  readonly ascii: boolean;
}): Line[] {
  const { key, text, picked, width, ascii } = choice;
  const sign = picked ? (ascii ? "(*)" : "(●)") : "( )";
  return wrap(`${sign} ${plain(key)}  ${plain(text)}`, width - 4).map(
    (row, n): Line => [span(`    ${n === 0 ? "" : "  "}`), span(row, picked ? "strong" : "plain")],
  );
}

/** What the right arrow takes over. */
function offerOf(asking: Asking): string {
  const offered = suggestionFor(asking);
  return offered === undefined ? "" : `  right: ${offered}`;
}

/** The issues that may be meant, the one that can be taken over first. */
function offeredLines(asking: Asking, width: number): Line[] {
  return issuesLike(asking).map(({ id, title }, at) => {
    return toWidth([span(`    ${id}  `, at === 0 ? "accent" : "quiet"), span(title, at === 0 ? "plain" : "quiet")], width);
  });
}

function oneRow(text: string): string {
  const rows = text.split("\n");
  return rows.length === 1 ? text : `(${rows.length} lines) ${rows.at(-1) ?? ""}`;
}

/** The end of a text that is too long for its room. */
function lastOf(text: string, room: number): string {
  const most = Math.max(4, room);
  if (cellsOf(text) <= most) return text;
  const letters = [...new Intl.Segmenter(undefined, { granularity: "grapheme" }).segment(text)].map(({ segment }) => segment);
  let cells = 0;
  let first = letters.length;
  while (first > 0 && cells + cellsOf(letters[first - 1] ?? "") <= most) cells += cellsOf(letters[--first] ?? "");
  return letters.slice(first).join("");
}

import type { Named, Question } from "./action.ts";
import type { Pressed } from "./keymap.ts";
import type { Asking } from "./mode.ts";
import { isLike } from "./select.ts";
import { typed } from "./text-input.ts";

/** What a key came to while a form is filled in. */
export type Asked =
  | { readonly kind: "typed"; readonly asking: Asking }
  | { readonly kind: "sent"; readonly answers: readonly string[] }
  | { readonly kind: "editor"; readonly asking: Asking }
  | { readonly kind: "given-up" };

/** The form of an action before anything is typed. */
export function beginAsking(action: Asking["action"], issue: string, questions: readonly Question[]): Asking {
  return {
    action,
    issue,
    questions,
    answers: questions.map(({ initial = "" }) => initial),
    at: 0,
    own: false,
    leaving: false,
    missing: false,
  };
}

/** A key in a form; the escape key twice where something is typed already. Enter goes on to the next field, and behind the last one it is done; what has to be said and is not keeps it there. */
export function askedBy(asking: Asking, pressed: Pressed): Asked {
  const ctrl = pressed.ctrl === true ? pressed.text : "";
  if (pressed.name !== "escape" && ctrl !== "c") return writtenBy({ ...asking, leaving: false, missing: false }, pressed, ctrl);
  return asking.leaving || !isWritten(asking) ? { kind: "given-up" } : { kind: "typed", asking: { ...asking, leaving: true } };
}

function writtenBy(asking: Asking, pressed: Pressed, ctrl: string): Asked {
  const { questions, at } = asking;
  const question = questions[at];
  const long = question?.long === true ? at : questions.findIndex((each) => each.long === true);
  if (ctrl === "e" && long >= 0) return { kind: "editor", asking: goTo(asking, long) };
  if (ctrl === "s") return sent(asking);
  if (pressed.name === "return")
    return at === questions.length - 1 ? sent(asking) : { kind: "typed", asking: goTo(asking, at + 1) };
  const step = stepOf(pressed, question);
  if (step !== 0) return { kind: "typed", asking: goTo(asking, at + step) };
  return { kind: "typed", asking: written(asking, pressed) };
}

/** True once something stands there that did not to begin with. */
function isWritten({ questions, answers }: Asking): boolean {
  return questions.some(({ initial = "" }, at) => answers[at] !== initial);
}

/** The form with another text in its field. */
export function withText(asking: Asking, text: string): Asking {
  return { ...asking, answers: asking.answers.with(asking.at, text) };
}

/** So many issues are offered at once. */
const MOST_OFFERED = 4;

/** The issues that may be meant by what is typed: none where it is the id of one. */
export function issuesLike({ questions, answers, at }: Asking): readonly Named[] {
  const text = answers[at] ?? "";
  const issues = questions[at]?.issues ?? [];
  if (text === "" || issues.some(({ id }) => id === text)) return [];
  return issues.filter(({ id, title }) => isLike(`${id} ${title}`, text)).slice(0, MOST_OFFERED);
}

/** What can be taken over for the word that is being typed; undefined where nothing begins like it. */
export function suggestionFor(asking: Asking): string | undefined {
  const { questions, answers, at } = asking;
  if (questions[at]?.issues !== undefined) return issuesLike(asking)[0]?.id;
  const word = lastWord(answers[at] ?? "");
  const found = questions[at]?.suggestions?.find((each) => each.toLowerCase().startsWith(word.toLowerCase()) && each !== word);
  return word === "" ? undefined : found;
}

/** Between fields by tab and by the arrows; where something is to be picked, up and down pick. */
function stepOf({ name }: Pressed, question: Question | undefined): number {
  const picks = question?.choices !== undefined;
  if (name === "tab" || (name === "down" && !picks)) return 1;
  return name === "backtab" || (name === "up" && !picks) ? -1 : 0;
}

function goTo(asking: Asking, to: number): Asking {
  const last = asking.questions.length - 1;
  return { ...asking, at: to < 0 ? last : to > last ? 0 : to, own: false };
}

function sent(asking: Asking): Asked {
  const answers = asking.answers.map((text) => text.trim());
  const missing = asking.questions.findIndex(({ optional }, at) => optional !== true && answers[at] === "");
  return missing < 0 ? { kind: "sent", answers } : { kind: "typed", asking: { ...goTo(asking, missing), missing: true } };
}

function written(asking: Asking, pressed: Pressed): Asking {
  const { questions, answers, at, own } = asking;
  const question = questions[at];
  const text = answers[at] ?? "";
  const picked = own ? undefined : pickedBy(question, text, pressed);
  if (picked !== undefined) return withText(asking, picked);
  const suggestion = pressed.name === "right" ? suggestionFor(asking) : undefined;
  if (suggestion !== undefined && question?.issues !== undefined) return withText(asking, suggestion);
  if (suggestion !== undefined) return withText(asking, text.slice(0, text.length - lastWord(text).length) + suggestion);
  const begins = question?.word === true && !own && pressed.name === undefined && pressed.ctrl !== true;
  const next = typed(begins ? "" : text, pressed, question?.long === true);
  const isChoice = (!own && question?.choices?.some(({ key }) => key === text)) ?? false;
  // A choice goes as a whole: what comes then are the user's own words.
  if (isChoice && next.length < text.length) return { ...withText(asking, ""), own: true };
  if (isChoice && next !== text) return { ...withText(asking, pressed.text), own: true };
  return { ...withText(asking, next), own: own || next !== "" };
}

/** The choice that a key picks: its own letter, or the next one up or down. */
function pickedBy(question: Question | undefined, text: string, { text: letter, name, ctrl }: Pressed): string | undefined {
  const choices = question?.choices ?? [];
  if (choices.length === 0) return undefined;
  const at = choices.findIndex(({ key }) => key === text);
  if (name === "down" || name === "up") {
    const next = at + (name === "down" ? 1 : -1);
    return choices[(next + choices.length) % choices.length]?.key;
  }
  return ctrl === true || name !== undefined ? undefined : choices.find(({ key }) => key === letter)?.key;
}

/** Behind the last comma: lists of labels are typed so. */
function lastWord(text: string): string {
  return /[^,]*$/.exec(text)?.[0].trimStart() ?? "";
}

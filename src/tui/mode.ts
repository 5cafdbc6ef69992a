import type { Action, Opened, Question, Target } from "./action.ts";
import type { Line } from "./line.ts";

/** What the user is doing: looking at a screen, or at something over it. */
export type Mode =
  | { readonly kind: "browse" }
  | Detail
  | { readonly kind: "help"; readonly about: string; readonly scroll: number }
  | Filter
  | Palette
  | { readonly kind: "ask"; readonly asking: Asking; readonly over: Detail | null };

/** A filter as it is typed; `before`: what was selected when that began. */
export interface Filter {
  readonly kind: "filter";
  readonly text: string;
  readonly before: string | null;
}

/** Something that was opened, over the screen. */
export interface Detail {
  readonly kind: "detail";
  readonly opened: Opened;
  readonly lines: readonly Line[];
  readonly scroll: number;
}

/** What a mode begins with. */
interface Beginning extends Pick<Palette, "targets" | "over"> {
  readonly about: string;
  readonly filter: string;
  readonly selected: string | null;
}

/** The mode that a key begins, over what is shown. */
export function begun(kind: "filter" | "palette" | "help", { about, filter, selected, targets, over }: Beginning): Mode {
  if (kind === "help") return { kind, about, scroll: 0 };
  return kind === "filter" ? { kind, text: filter, before: selected } : { kind, text: "", at: 0, targets, over };
}

/** What is open, under a question, too: whoever answers a message goes on reading it. */
export function openIn(mode: Mode): Detail | null {
  if (mode.kind === "ask" || mode.kind === "palette") return mode.over;
  return mode.kind === "detail" ? mode : null;
}

/** The list of actions, narrowed by what is typed. */
export interface Palette {
  readonly kind: "palette";
  readonly text: string;
  readonly at: number;
  readonly targets: readonly Target[];
  /** What is open below it. */
  readonly over: Detail | null;
}

/** An action on its way: what is written in the fields of its form. */
export interface Asking {
  readonly action: Action;
  /** What it is for. */
  readonly issue: string;
  readonly questions: readonly Question[];
  /** One for each question. */
  readonly answers: readonly string[];
  /** Which field is typed in. */
  readonly at: number;
  /** True where keys are letters of the user's own words, and pick nothing. */
  readonly own: boolean;
  /** True behind the first escape key, where something would be lost: the second one gives up. */
  readonly leaving: boolean;
  /** True where it was to be done, and the field that is typed in says nothing and has to. */
  readonly missing: boolean;
}

/** What was said last, at the foot of the screen. */
export interface Notice {
  readonly words: string;
  readonly tone: "good" | "warn" | "bad" | "quiet";
}

import type { Action, Opened, Question } from "./action.ts";
import type { Line } from "./line.ts";

/** What the user is doing: looking at a screen, or at something over it. */
export type Mode =
  | { readonly kind: "browse" }
  | Detail
  | { readonly kind: "help"; readonly scroll: number }
  | { readonly kind: "filter"; readonly text: string }
  | { readonly kind: "palette"; readonly text: string; readonly at: number }
  | { readonly kind: "ask"; readonly asking: Asking; readonly over: Detail | null };

/** Something that was opened, over the screen. */
export interface Detail {
  readonly kind: "detail";
  readonly opened: Opened;
  readonly lines: readonly Line[];
  readonly scroll: number;
}

/** An action on its way: which questions were answered, and what is typed for the next. */
export interface Asking {
  readonly action: Action;
  /** What it is for. */
  readonly issue: string;
  readonly questions: readonly Question[];
  readonly answers: readonly string[];
  readonly text: string;
}

/** What was said last, at the foot of the screen. */
export interface Notice {
  readonly words: string;
  readonly tone: "good" | "warn" | "bad" | "quiet";
}

import type { Target } from "./action.ts";
import type { Mode, Notice } from "./mode.ts";
import type { Content, Screen, View } from "./screen.ts";

/** Everything that is shown, as it is now. */
export interface Shown {
  readonly screen: Screen;
  readonly content: Content | undefined;
  readonly selected: string | null;
  readonly filter: string;
  readonly mode: Mode;
  readonly notice: Notice | null;
  /** Keys that were begun: `g`. */
  readonly keys: string;
  /** What goes on, in words; null where nothing does. */
  readonly busy: string | null;
  /** What actions can be for now. */
  readonly targets: readonly Target[];
  readonly view: View;
  readonly project: string;
}

/** Rows of the frame that are no part of a screen's body, and the last one, which stays free. */
export const FRAME_ROWS = 3;

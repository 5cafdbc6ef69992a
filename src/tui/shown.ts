import type { Target } from "./action.ts";
import type { Mode, Notice } from "./mode.ts";
import type { Content, Screen, View } from "./screen.ts";
import type { Stage } from "./stage.ts";

/** Everything that is shown, as it is now. */
export interface Shown {
  readonly screen: Screen;
  readonly content: Content | undefined;
  readonly selected: string | null;
  readonly filter: string;
  /** True where what is closed is shown, too. */
  readonly closed: boolean;
  readonly mode: Mode;
  readonly notice: Notice | null;
  /** Keys that were begun: `g`. */
  readonly keys: string;
  /** What goes on, in words; null where nothing does. */
  readonly busy: string | null;
  /** True where the last change can be taken back. */
  readonly undoable: boolean;
  /** What actions can be for now. */
  readonly targets: readonly Target[];
  readonly view: View;
  readonly project: string;
}

/** How the present screen is looked at. `now`: milliseconds since 1970 UTC. */
export function viewOf(
  { selected, anchor, beside, lanes }: Pick<View, "selected" | "anchor" | "beside" | "lanes">,
  stage: Pick<Stage, "size" | "ascii">,
  now: number,
): View {
  const { width, height } = stage.size();
  return { width, height: Math.max(1, height - FRAME_ROWS), now, selected, anchor, beside, lanes, ascii: stage.ascii };
}

/** Rows of the frame that are no part of a screen's body. */
export const FRAME_ROWS = 2;

import type { Row } from "../services/row.ts";
import type { Workspace } from "../services/workspace.ts";
import type { Lanes } from "./lanes.ts";
import type { Line } from "./line.ts";

/** How much room there is, and what the user looks at. */
export interface View {
  readonly width: number;
  readonly height: number;
  /** Milliseconds since 1970 UTC. */
  readonly now: number;
  /** The key of what is selected; null where there is nothing. */
  readonly selected: string | null;
  /** How many rows of its list are to stand above it, where it was clicked; null: half of them. */
  readonly anchor: number | null;
  /** The selected issue with its text, where the screen shows that beside its list and has read it. */
  readonly beside: Row | null;
  /** By what the board is parted into lanes. */
  readonly lanes: Lanes;
  readonly ascii: boolean;
}

/** Something that can be selected: an issue, a message, an agent. */
export interface Item {
  /** What the selection stays on, whatever is read anew. */
  readonly key: string;
  /** The issue that actions are for; null where there is none. */
  readonly issue: string | null;
  /** What a filter looks at. */
  readonly words: string;
  /** True for what a filter leaves only so that it is seen where a match stands: it is not selected by itself. */
  readonly aside?: boolean;
  /** Under what opening it marks it as read. */
  readonly reads?: string;
  /** The keys that matter most for it, as they stand at the foot: `v answer`. */
  readonly keys?: readonly string[];
  /** True for what was closed elsewhere and waits for the user's word on whether it is so. */
  readonly verify?: boolean;
}

/** What a screen has read, in the order in which it is shown. */
export interface Content {
  /** Columns of items: most screens have one. */
  readonly columns: readonly (readonly Item[])[];
  /** What is selected first; without it, what stands first. */
  readonly home?: string;
}

/** One screen: what it reads through the services, and how that looks. Drawing is pure: the same content and view give the same lines. */
export interface Screen<C extends Content = Content> {
  /** 1 to 9, as on the keyboard. */
  readonly number: number;
  readonly title: string;
  /** The same where there is little room, if that is shorter. */
  readonly brief?: string;
  /** What it shows and what its signs mean, above its keys. */
  readonly about: string;
  /** What is said where there is nothing. */
  readonly empty: string;
  /** Keys that only mean something here, as they stand at the foot. */
  readonly keys?: readonly string[];
  /** True where more than the ledger moves it, such as signs of life: then each ring has it read anew. */
  readonly lively?: boolean;
  /** True where it shows what was selected on another screen. */
  readonly follows?: boolean;
  /** From this width on the selected issue's text is read too, to stand beside the list. */
  readonly beside_from?: number;
  /** True where what is closed can be shown, too. */
  readonly takes_closed?: boolean;
  /** `focus`: the issue that was selected last, on whichever screen. `closed`: with what is closed, where the screen takes that. */
  load(workspace: Workspace, focus: string | null, closed: boolean): Promise<C>;
  /** Puts what was read in the order of lanes. */
  arrange?(content: C, lanes: Lanes): C;
  /** Leaves what a filter leaves, where that is more than the matches. */
  narrow?(content: C, filter: string): C;
  /** The rows of the body, at most `view.height`. */
  draw(content: C, view: View): readonly Line[];
}

/** A screen, for a list of them. */
export function defineScreen<C extends Content>(screen: Screen<C>): Screen {
  return screen as unknown as Screen;
}

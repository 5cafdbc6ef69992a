import type { Workspace } from "../services/workspace.ts";
import type { Line } from "./line.ts";

/** How much room there is, and what the user looks at. */
export interface View {
  readonly width: number;
  readonly height: number;
  /** Milliseconds since 1970 UTC. */
  readonly now: number;
  /** The key of what is selected; null where there is nothing. */
  readonly selected: string | null;
  /** What the list is narrowed to; empty: nothing. */
  readonly filter: string;
  readonly ascii: boolean;
  /** How far a text that does not toWidth is scrolled. */
  readonly scroll: number;
}

/** Something that can be selected: an issue, a message, an agent. */
export interface Item {
  /** What the selection stays on, whatever is read anew. */
  readonly key: string;
  /** The issue that actions are for; null where there is none. */
  readonly issue: string | null;
  /** What a filter looks at. */
  readonly words: string;
}

/** What a screen has read, in the order in which it is shown. */
export interface Content {
  /** Columns of items: most screens have one. */
  readonly columns: readonly (readonly Item[])[];
}

/** One screen: what it reads through the services, and how that looks. Drawing is pure: the same content and view give the same lines. */
export interface Screen<C extends Content = Content> {
  /** 1 to 9, as on the keyboard. */
  readonly number: number;
  readonly title: string;
  /** What is said where there is nothing. */
  readonly empty: string;
  /** `focus`: the issue that was selected last, on whichever screen. */
  load(workspace: Workspace, focus: string | null): Promise<C>;
  /** The rows of the body, at most `view.height`. */
  draw(content: C, view: View): readonly Line[];
}

/** A screen, for a list of them. */
export function defineScreen<C extends Content>(screen: Screen<C>): Screen {
  return screen as unknown as Screen;
}

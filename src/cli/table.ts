import type { CommandClass } from "./bead-command.ts";

/** Under which heading of plain `bd` a verb stands; `hidden` ones are not shown. */
export type Group = "daily" | "coordination" | "administration" | "hidden";

/** One line of the table of commands. */
export interface Entry {
  readonly load: () => Promise<CommandClass>;
  readonly group: Group;
  /** The verb that this is another name of: `new` is `create`. */
  readonly alias?: string;
}

export type Table = Readonly<Record<string, Entry>>;

import { helpLines } from "./help-lines.ts";
import type { Command } from "./keymap.ts";
import type { Mode } from "./mode.ts";
import { FRAME_ROWS } from "./shown.ts";
import type { Stage } from "./stage.ts";

type Size = ReturnType<Stage["size"]>;

/** How many rows a command goes on a terminal of that size. */
export function stepOf(command: Extract<Command, { kind: "move" | "page" | "jump" }>, size: Size): number {
  if (command.kind === "move") return command.by;
  if (command.kind === "page") return command.by * Math.max(1, roomOf(size) - 1);
  return command.to === "first" ? -1e9 : 1e9;
}

/** An open text, or the keys, some rows further down or up, never beyond its ends; all else stays as it is. */
export function scrolled(mode: Mode, by: number, size: Size): Mode {
  if (mode.kind !== "detail" && mode.kind !== "help") return mode;
  const rows = mode.kind === "detail" ? mode.lines.length : helpLines(size.width, mode.about).length;
  return { ...mode, scroll: Math.max(0, Math.min(Math.max(0, rows - roomOf(size)), mode.scroll + by)) };
}

/** How many rows of a screen there are. */
export function roomOf({ height }: Size): number {
  return Math.max(1, height - FRAME_ROWS);
}

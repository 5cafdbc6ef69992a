import type { Command } from "./keymap.ts";

/** How many rows a command goes, where a page has so many. */
export function stepOf(command: Extract<Command, { kind: "move" | "page" | "jump" }>, height: number): number {
  if (command.kind === "move") return command.by;
  if (command.kind === "page") return command.by * Math.max(1, height - 1);
  return command.to === "first" ? -1e9 : 1e9;
}

/** A text some rows further down or up, never beyond its ends. */
export function scrolled<M extends { readonly scroll: number }>(mode: M, by: number, most: number): M {
  return { ...mode, scroll: Math.max(0, Math.min(Math.max(0, most), mode.scroll + by)) };
}

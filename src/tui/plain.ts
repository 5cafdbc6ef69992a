import { oneLine, stripControls } from "../domain/strip.ts";

/** Text of a bead on one line, without what a terminal would obey. */
export function plain(text: string): string {
  return oneLine(text);
}

/** Text of a bead in its own lines. */
export function plainLines(text: string): string[] {
  return stripControls(text).replace(/\t/g, "    ").split("\n");
}

import { BINDINGS, keysOfScreen, nameOfKey } from "./keymap.ts";
import { fill, type Line, span, wrap } from "./line.ts";
import { SCREENS } from "./screens.ts";

/** How wide a key with what it does is at most. */
const COLUMN = 40;

/** What the present screen shows, then every key, in as many columns as fit. */
export function helpLines(width: number, about: string): readonly Line[] {
  const rows = [
    ...BINDINGS.map(({ keys, does }) => `${fill(keys.map(nameOfKey).join(" "), 16)} ${does}`),
    ...SCREENS.map(({ number, title }) => `${fill(keysOfScreen(number).join(" or "), 16)} ${title}`),
  ];
  const columns = Math.max(1, Math.floor(width / COLUMN));
  const height = Math.ceil(rows.length / columns);
  const keys = Array.from({ length: height }, (_, n): Line => {
    const cells = Array.from({ length: columns }, (__, column) => rows[column * height + n] ?? "");
    return [span(cells.map((cell) => fill(cell, Math.floor(width / columns))).join(""))];
  });
  return [...wrap(about, Math.min(width, 100)).map((row): Line => [span(row, "accent")]), [], ...keys];
}

import { BINDINGS, nameOfKey } from "./keymap.ts";
import { fill, type Line, span } from "./line.ts";
import { SCREENS } from "./screens.ts";

/** How wide a key with what it does is at most. */
const COLUMN = 40;

/** Every key, in as many columns as fit. */
export function helpLines(width: number): readonly Line[] {
  const rows = [
    ...BINDINGS.map(({ keys, does }) => `${fill(keys.map(nameOfKey).join(" "), 16)} ${does}`),
    ...SCREENS.map(({ number, title }) => `${fill(String(number), 16)} ${title}`),
  ];
  const columns = Math.max(1, Math.floor(width / COLUMN));
  const height = Math.ceil(rows.length / columns);
  return Array.from({ length: height }, (_, n): Line => {
    const cells = Array.from({ length: columns }, (__, column) => rows[column * height + n] ?? "");
    return [span(cells.map((cell) => fill(cell, Math.floor(width / columns))).join(""))];
  });
}

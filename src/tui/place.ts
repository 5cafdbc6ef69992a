import { placeOf } from "./select.ts";
import type { Shown } from "./shown.ts";

/** On a terminal that is narrower the keys need the foot. */
const AT_FOOT_FROM = 70;

/** True where the place in a list stands at the head of the screen, and not at its foot. */
export function isPlaceAtHead({ mode, view }: Pick<Shown, "mode" | "view">): boolean {
  return (mode.kind === "browse" || mode.kind === "filter") && view.width < AT_FOOT_FROM;
}

/** Where one is in what is longer than its room, and how long that is; nothing where all of it is in sight. */
export function placeWords({ mode, content, selected, view: { width, height } }: Shown): string {
  if (mode.kind === "detail") {
    const { length } = mode.lines;
    return length <= height ? "" : `${Math.min(length, mode.scroll + height)}/${length}`;
  }
  const isList = mode.kind === "browse" || (mode.kind === "filter" && width < AT_FOOT_FROM);
  const place = isList && content !== undefined ? placeOf(content, selected) : undefined;
  const items = place === undefined ? [] : (content?.columns[place.column] ?? []);
  // Columns that stand side by side have a row for their heads.
  const room = content !== undefined && content.columns.length > 1 ? height - 1 : height;
  return place === undefined || items.length <= room ? "" : `${place.row + 1}/${items.length}`;
}

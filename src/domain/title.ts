import { BeadsError } from "../errors.ts";
import { oneLine, stripControls } from "./strip.ts";

const MAX_LENGTH = 500;

/** A title as it is stored: one line, 1 to 500 characters. @throws EMPTY_TITLE, TITLE_TOO_LONG, INVALID_TITLE */
export function checkTitle(text: string): string {
  const title = text.trim();
  if (title === "")
    throw new BeadsError("usage", "EMPTY_TITLE", "A title cannot be empty.", {
      hints: ["Say in a few words what it is about."],
      fields: { title: text },
    });
  const length = Array.from(title).length;
  if (length > MAX_LENGTH) {
    throw new BeadsError("usage", "TITLE_TOO_LONG", `A title has at most ${MAX_LENGTH} characters, and this one has ${length}.`, {
      hints: ["Say it in a few words, and put the rest into the body (-m, -F)."],
      fields: { length },
    });
  }
  if (title.includes("\n") || title.includes("\t") || stripControls(title) !== title) {
    throw new BeadsError("usage", "INVALID_TITLE", "A title is one line without control characters.", {
      fields: { title: oneLine(title) },
    });
  }
  return title;
}

import { BeadsError } from "../errors.ts";
import { oneLine } from "./strip.ts";

const MAX_LENGTH = 64;

/** A label as it is stored: one word without commas or white space, capitals kept. @throws INVALID_LABEL */
export function checkLabel(text: string): string {
  const label = text.trim();
  if (label !== "" && Array.from(label).length <= MAX_LENGTH && !/[\s,]/.test(label) && oneLine(label) === label) return label;
  throw new BeadsError("usage", "INVALID_LABEL", `${JSON.stringify(text)} is not a label.`, {
    hints: [`A label is one word of at most ${MAX_LENGTH} characters, without commas.`],
    fields: { label: text },
  });
}

import { textOf } from "./row.ts";
import { tidyText } from "./tidy.ts";

const SECTIONS: readonly (readonly [heading: string, ...keys: string[]])[] = [
  ["Design", "design"],
  ["Acceptance criteria", "acceptance_criteria", "acceptance"],
  ["Notes", "notes"],
];

/** The fields that end up in the body. */
export const BODY_FIELDS = ["description", "body", "design", "acceptance_criteria", "acceptance", "notes"] as const;

/** The body of an imported issue: the description, then what stood in fields of its own under a heading each. */
export function bodyFrom(record: Readonly<Record<string, unknown>>): string {
  const description = tidyText(textOf(record, "description", "body") ?? "");
  const sections = SECTIONS.flatMap(([heading, ...keys]) => {
    const text = tidyText(textOf(record, ...keys) ?? "");
    return text === "" ? [] : [`## ${heading}\n\n${text}`];
  });
  return [...(description === "" ? [] : [description]), ...sections].join("\n\n");
}

/** What whoever is to mend something needs, in the order in which they ask for it. */
const SECTIONS: readonly (readonly [heading: string, hint: string])[] = [
  ["Repro", "1. "],
  ["Error", "~~~\n\n~~~"],
  ["Context", "- version:\n- where it runs:"],
  ["Hypotheses", ""],
  ["Expected response", ""],
];

/** The section that says what the sender hopes for. */
export const EXPECTED_RESPONSE = "Expected response";

/** The skeleton of what is sent to another project: sections to fill in. */
export function sendBody(): string {
  return SECTIONS.map(([heading, hint]) => `## ${heading}\n${hint === "" ? "" : `\n${hint}\n`}`).join("\n");
}

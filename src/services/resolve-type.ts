import { ISSUE_TYPES } from "../domain/issue.ts";
import type { Project } from "../domain/project.ts";
import { BeadsError } from "../errors.ts";

/** Words that earlier trackers had for types of ours. */
const OTHER_WORDS: Readonly<Record<string, string>> = {
  feat: "feature",
  enhancement: "feature",
  dec: "decision",
  adr: "decision",
};

/** The type that somebody typed: a built-in one or one of the project's own. @throws UNKNOWN_TYPE */
export function resolveType({ project }: { readonly project: Pick<Project, "types"> }, text: string): string {
  const known = [...ISSUE_TYPES, ...project.types.map((type) => type.name)];
  const word = text.trim();
  const found = known.find((type) => type === word) ?? known.find((type) => type === word.toLowerCase());
  const meant = found ?? OTHER_WORDS[word.toLowerCase()];
  if (meant !== undefined) return meant;
  throw new BeadsError("usage", "UNKNOWN_TYPE", `There is no issue type ${JSON.stringify(text)}.`, {
    hints: [`Known are: ${known.join(", ")}.`],
    fields: { type: text, known },
  });
}

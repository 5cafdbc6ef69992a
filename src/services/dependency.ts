import { BeadsError } from "../errors.ts";

/** What an edge between two issues says of the first one. */
export type DependencyKind =
  | "needs"
  | "needs-success"
  | "blocks"
  | "related"
  | "discovered-from"
  | "parent-child"
  | "duplicates"
  | "supersedes"
  | "superseded-by";

/** An edge as somebody asked for it: `target` as typed. */
export interface Dependency {
  readonly kind: DependencyKind;
  readonly target: string;
}

const WORDS: Readonly<Record<string, DependencyKind>> = {
  needs: "needs",
  "depends-on": "needs",
  "blocked-by": "needs",
  "needs-success": "needs-success",
  blocks: "blocks",
  related: "related",
  "relates-to": "related",
  "discovered-from": "discovered-from",
  "parent-child": "parent-child",
  parent: "parent-child",
  "child-of": "parent-child",
  duplicates: "duplicates",
  "duplicate-of": "duplicates",
  supersedes: "supersedes",
  "superseded-by": "superseded-by",
};

/** The kind of edge that a word means. @throws UNKNOWN_DEPENDENCY_TYPE */
export function dependencyKind(word: string): DependencyKind {
  const kind = kindOf(word);
  if (kind !== undefined) return kind;
  throw new BeadsError("usage", "UNKNOWN_DEPENDENCY_TYPE", `There is no dependency type ${JSON.stringify(word)}.`, {
    hints: [`Known are: ${Object.keys(WORDS).join(", ")}.`],
    fields: { type: word },
  });
}

function kindOf(word: string): DependencyKind | undefined {
  const folded = word.trim().toLowerCase().replaceAll("_", "-");
  return Object.hasOwn(WORDS, folded) ? WORDS[folded] : undefined;
}

/**
 * Reads `type:id`. A bare id is one that is needed; `blocks:x` says that x needs the new issue. What stands before a colon
 * and is no type is the project of an issue elsewhere (`beads:beads-7k3xq2`).
 * @throws UNKNOWN_DEPENDENCY_TYPE for a word that can be neither
 */
export function parseDependency(text: string, isProject: (name: string) => boolean): Dependency {
  const typed = text.trim();
  const colon = typed.indexOf(":");
  if (colon === -1) return { kind: "needs", target: typed };
  const head = typed.slice(0, colon);
  const kind = kindOf(head);
  if (kind !== undefined) return { kind, target: typed.slice(colon + 1) };
  if (head.includes("/") || isProject(head)) return { kind: "needs", target: typed };
  return { kind: dependencyKind(head), target: typed.slice(colon + 1) };
}

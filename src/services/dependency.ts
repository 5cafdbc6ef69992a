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
 * and is no type is the project of an issue elsewhere, which is named in full (`github.com/owner/beads:beads-7k3xq2`) or is
 * this one.
 * @throws UNKNOWN_DEPENDENCY_TYPE for a word that can be neither
 */
export function parseDependency(text: string, own: string): Dependency {
  const { kind, target } = splitDependency(text);
  const colon = target.indexOf(":");
  const head = target.slice(0, Math.max(colon, 0));
  if (kind !== null || colon === -1 || head === own || head === "local" || head.includes("/"))
    return { kind: kind ?? "needs", target };
  return { kind: dependencyKind(head), target: target.slice(colon + 1) };
}

/** The type in front, if what stands there is one, and the rest. */
export function splitDependency(text: string): { readonly kind: DependencyKind | null; readonly target: string } {
  const typed = text.trim();
  const colon = typed.indexOf(":");
  const kind = colon === -1 ? undefined : kindOf(typed.slice(0, colon));
  return kind === undefined ? { kind: null, target: typed } : { kind, target: typed.slice(colon + 1).trim() };
}

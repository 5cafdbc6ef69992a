import { ISSUE_TYPES } from "../../domain/issue.ts";
import type { OwnType } from "../../domain/project.ts";

/** Types with which earlier trackers kept their own records among the issues: nobody can work on them. */
const NOT_WORKABLE = new Set(["event", "message", "agent", "role", "rig", "molecule", "gate", "merge-request"]);

/** The type of an imported issue: lower case, without what a type's name cannot hold. */
export function typeFrom(word: string): string {
  const folded = word
    .trim()
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 32);
  return folded === "" ? "task" : folded;
}

/** The types that the project has to declare so that the issues fit, in order of their names. */
export function ownTypes(types: Iterable<string>): OwnType[] {
  const builtIn: readonly string[] = ISSUE_TYPES;
  const fresh = [...new Set(types)].filter((name) => !builtIn.includes(name)).sort();
  return fresh.map((name) => ({ name, workable: !NOT_WORKABLE.has(name) }));
}

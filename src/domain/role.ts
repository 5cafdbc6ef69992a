import type { Project } from "./project.ts";

/** What a project can keep to some: to accept and answer, to force, to let work go on after a pause, to review. */
export const ROLES = ["decide", "force", "resume", "review"] as const;
export type Role = (typeof ROLES)[number];

/** The setting that says who has a role. */
export const ROLE_SETTING = "roles.";

/** Whoever is a person, as a name among those of a role. */
export const ANY_PERSON = "@human";

/** True if somebody has a role: everybody has where nobody is named. */
export function hasRole({ roles }: Pick<Project, "roles">, role: Role, name: string): boolean {
  const names = Object.hasOwn(roles, role) ? (roles[role] ?? []) : [];
  return names.length === 0 || names.includes(name) || (name.startsWith("@") && names.includes(ANY_PERSON));
}

/** The names of a role as a setting writes them, in their order, each once; undefined where one is no name. */
export function parseNames(text: string): string | undefined {
  const names = text.split(",").map((name) => name.trim());
  if (names.some((name) => !/^(?:@[^\s@/,:]+|[^\s@/,:]+\/[^\s@/,:]+)$/.test(name))) return undefined;
  return [...new Set(names)].join(",");
}

import { oneLine } from "../domain/strip.ts";
import type { ProjectAliasResult } from "../services/project-alias.ts";
import type { ProjectChange } from "../services/project-book.ts";
import { landingJson, reachSuffix } from "./landing.ts";

const NOT_SHARED = { op: null, reach: "local", why: null, changed: true, commit: null } as const;

export function changeJson({ landing, ...change }: ProjectChange) {
  return { ...landingJson(landing ?? NOT_SHARED), ...change };
}

export function changesJson(changes: readonly ProjectChange[]): object[] {
  return changes.map(changeJson);
}

/** What is known now, under which name, and to whom. */
export function renderChange(change: ProjectChange): string[] {
  const { name, identity, url, where, changed, dry_run, landing } = change;
  const whose = where === "project" ? "to everybody who works here" : "to you, in your git configuration (beads.project)";
  const suffix = landing === null ? "" : reachSuffix(landing);
  if (!changed) return [`${oneLine(name)} is known already ${whose}.`];
  const verb = dry_run ? "would be known" : "is known";
  return [
    `${oneLine(name)} ${verb} ${whose}${dry_run ? "" : suffix}`,
    `  ${oneLine(identity)}`,
    ...(url === null ? [] : [`  ${oneLine(url)}`]),
  ];
}

export function renderRemoved(changes: readonly ProjectChange[]): string[] {
  return changes.map(({ name, url, where, dry_run }) => {
    const place = where === "project" ? "project.md" : "your git configuration";
    return `${dry_run ? "Would take" : "Took"} ${oneLine(name)} (${oneLine(url ?? "")}) out of ${place}.`;
  });
}

export function aliasJson({ landing, ...result }: ProjectAliasResult) {
  return { ...result, ...landingJson(landing) };
}

export function renderAlias({ alias, removed, landing }: ProjectAliasResult): string[] {
  const name = oneLine(alias);
  if (!landing.changed) return [removed ? `This project was not known as ${name}.` : `This project is known as ${name} already.`];
  const dry = landing.op === null;
  if (removed) return [`This project ${dry ? "would no longer be" : "is no longer"} known as ${name}.${reachSuffix(landing)}`];
  return [`This project ${dry ? "would be" : "is"} known as ${name}, too.${reachSuffix(landing)}`];
}

import { oneLine } from "../domain/strip.ts";
import type { KnownProject } from "../services/discovery.ts";
import type { ProjectPlaces, ProjectShown } from "../services/project.ts";
import { bold, type Style } from "./style.ts";

export function projectJson({ actor, known, project, reached }: ProjectShown): object {
  return {
    actor,
    ...knownJson(known),
    url: reached?.url ?? null,
    prefix: project?.prefix ?? null,
    format: project?.format ?? null,
    remote: project?.remote ?? null,
    inbound: project?.inbound ?? null,
    inbound_projects: project?.inbound_projects ?? {},
    push: project?.push ?? null,
    roles: project?.roles ?? {},
    types: project?.types ?? [],
    projects: project?.projects ?? {},
    created: project?.created ?? null,
    by: project?.by ?? null,
  };
}

export function renderProject({ actor, known, project, reached }: ProjectShown, style: Style): string[] {
  const types = project?.types.map(({ name, workable }) => (workable ? name : `${name} (not workable)`)) ?? [];
  return [
    bold(style, oneLine(known.name)),
    `identity  ${oneLine(known.identity)}`,
    ...(known.aliases.length === 0 ? [] : [`aliases   ${known.aliases.map(oneLine).join(", ")}`]),
    ...(project === null ? [] : [`prefix    ${oneLine(project.prefix)}`, `inbound   ${project.inbound}`]),
    ...Object.entries(project?.inbound_projects ?? {}).map(([from, word]) => `inbound   ${word} for ${oneLine(from)}`),
    ...(project === null || project.push === "direct" ? [] : ["push      propose: changes are merged by a person"]),
    ...Object.entries(project?.roles ?? {}).map(
      ([role, names]) => `may       ${oneLine(role)}: ${names.map(oneLine).join(", ")}`,
    ),
    ...(types.length === 0 ? [] : [`types     ${types.map(oneLine).join(", ")}`]),
    ...Object.entries(project?.projects ?? {}).map(([name, url]) => `knows     ${oneLine(name)} at ${oneLine(url)}`),
    ...(reached === null ? [] : [`reached   by ${oneLine(reached.url)}, ${oneLine(reached.why)}`]),
    ...known.clones.map((clone) => `clone     ${oneLine(clone.directory)}`),
    `you are   ${oneLine(actor)}`,
  ];
}

export function projectsJson(projects: readonly KnownProject[]): object[] {
  return projects.map(knownJson);
}

export function renderProjects(projects: readonly KnownProject[], style: Style): string[] {
  const alone = projects.every((project) => project.own);
  const hint = "No other project is known here yet: clone one beside this, or bd project add <url>.";
  return [...projects.flatMap((project) => projectLines(project, style)), ...(alone ? [hint] : [])];
}

function projectLines(project: KnownProject, style: Style): string[] {
  return [
    `${bold(style, oneLine(project.name))}  ${oneLine(project.identity)}${project.own ? "  (this one)" : ""}`,
    ...project.clones.map((clone) => `  ${oneLine(clone.directory)}`),
    ...(project.clones.length === 0 && !project.own ? ["  no clone on this machine"] : []),
  ];
}

export function placesJson({ known, directories }: ProjectPlaces): object {
  return { ...knownJson(known), directories };
}

function knownJson({ name, identity, aliases, sources, clones, own }: KnownProject): object {
  return { name, identity, aliases, own, sources, clones: clones.map(({ directory, source }) => ({ directory, source })) };
}

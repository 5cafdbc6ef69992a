import type { Project } from "../../domain/project.ts";
import { PROJECT_PATH } from "../../format/paths.ts";
import { parseProject, serializeProject } from "../../format/project-file.ts";
import { applies, type Decide, nothing } from "../state.ts";

/** Says for everybody which other projects this one knows and how they are reached, and under which identities it is known itself. */
export const introduce: Decide<"introduce"> = async (state, operation) => {
  const { projects, aliases } = operation.args;
  const before = parseProject(PROJECT_PATH, (await state.read(PROJECT_PATH)) ?? "");
  const after: Project = {
    ...before,
    projects: withProjects(before.projects, projects),
    aliases: [...new Set([...before.aliases, ...aliases.add])].filter((alias) => !aliases.remove.includes(alias)),
  };
  const text = serializeProject(after);
  if (text === serializeProject(before)) return nothing({ changed: false });
  const words = [
    ...Object.entries(projects).map(([name, url]) => (url === null ? `${name} taken away` : `${name} at ${url}`)),
    ...aliases.add.map((alias) => `also known as ${alias}`),
    ...aliases.remove.map((alias) => `no longer known as ${alias}`),
  ];
  return applies({
    files: [{ path: PROJECT_PATH, content: text }],
    subject: `project: ${words.join(", ")}`,
    beads: [],
    result: { changed: true },
  });
};

/** In the order of their names, so that two people's additions do not depend on who was first. */
function withProjects(known: Project["projects"], changes: Readonly<Record<string, string | null>>): Project["projects"] {
  const all = new Map<string, string | null>([...Object.entries(known), ...Object.entries(changes)]);
  const left = [...all].filter((entry): entry is [string, string] => entry[1] !== null);
  return Object.fromEntries(left.sort(([a], [b]) => (a < b ? -1 : 1)));
}

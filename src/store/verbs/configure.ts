import type { Project } from "../../domain/project.ts";
import { PROJECT_PATH } from "../../format/paths.ts";
import { parseProject, serializeProject } from "../../format/project-file.ts";
import { applies, type Decide, nothing } from "../state.ts";

/** Sets or takes away settings of the project, and its canonical remote; the values were checked before. */
export const configure: Decide<"configure"> = async (state, operation) => {
  const before = parseProject(PROJECT_PATH, (await state.read(PROJECT_PATH)) ?? "");
  const after = withSettings(before, operation.args.set);
  const text = serializeProject(after);
  if (text === serializeProject(before)) return nothing({ changed: [] });
  const changed = Object.keys(operation.args.set);
  return applies({
    files: [{ path: PROJECT_PATH, content: text }],
    subject: `config: ${changed.map((key) => `${key} = ${operation.args.set[key] ?? "(default)"}`).join(", ")}`,
    beads: [],
    result: { changed },
  });
};

function withSettings(project: Project, set: Readonly<Record<string, string | null>>): Project {
  const settings: Record<string, string> = { ...project.settings };
  let { inbound, remote } = project;
  for (const [key, value] of Object.entries(set)) {
    if (key === "inbound") inbound = (value ?? "open") as Project["inbound"];
    else if (key === "remote") remote = value;
    else if (value === null) delete settings[key];
    else settings[key] = value;
  }
  return { ...project, inbound, remote, settings };
}

import type { Inbound, Project } from "../../domain/project.ts";
import { ROLE_SETTING } from "../../domain/role.ts";
import { INBOUND_FROM } from "../../domain/setting.ts";
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
  const senders: Record<string, Inbound> = { ...project.inbound_projects };
  const roles: Record<string, readonly string[]> = { ...project.roles };
  let { inbound, push, remote } = project;
  for (const [key, value] of Object.entries(set)) {
    if (key === "inbound") inbound = (value ?? "open") as Project["inbound"];
    else if (key === "push") push = (value ?? "direct") as Project["push"];
    else if (key === "remote") remote = value;
    else if (key.startsWith(ROLE_SETTING)) putRole(roles, key.slice(ROLE_SETTING.length), value);
    else put(key.startsWith(INBOUND_FROM) ? senders : settings, key.replace(INBOUND_FROM, ""), value);
  }
  return { ...project, inbound, inbound_projects: senders, push, remote, roles, settings };
}

function putRole(roles: Record<string, readonly string[]>, role: string, value: string | null): void {
  if (value === null) delete roles[role];
  else roles[role] = value.split(",");
}

function put(texts: Record<string, string>, key: string, value: string | null): void {
  if (value === null) delete texts[key];
  else texts[key] = value;
}

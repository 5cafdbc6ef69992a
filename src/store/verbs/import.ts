import type { OwnType } from "../../domain/project.ts";
import { serializeIssue } from "../../format/issue-file.ts";
import { serializeMessage } from "../../format/message-file.ts";
import { issuePath, messagePath, PROJECT_PATH } from "../../format/paths.ts";
import { parseProject, serializeProject } from "../../format/project-file.ts";
import type { FileWrite } from "../../git/repository.ts";
import { applies, type Decide, nothing, type State } from "../state.ts";

/** Brings in issues and messages of another tracker. What is there already stays as it is, so that a second import changes nothing. */
export const importVerb: Decide<"import"> = async (state, operation) => {
  const { args } = operation;
  const issues = args.issues.filter((issue) => !state.snapshot.has(issue.id));
  const messages = args.messages.filter((message) => state.snapshot.message(message.id) === undefined);
  const files: FileWrite[] = [
    ...issues.map((issue) => ({ path: issuePath(issue.id), content: serializeIssue(issue) })),
    ...messages.map((message) => ({ path: messagePath(message.thread, message.id), content: serializeMessage(message) })),
    ...(await projectWithTypes(state, args.types)),
  ];
  const result = { created: issues.length, unchanged: args.issues.length - issues.length };
  if (files.length === 0) return nothing(result);
  return applies({
    files,
    subject: `import: ${issues.length} issues and ${messages.length} messages from ${args.source}`,
    beads: [],
    result,
  });
};

async function projectWithTypes(state: State, types: readonly OwnType[]): Promise<FileWrite[]> {
  const known = new Set(state.snapshot.project.types.map((type) => type.name));
  const fresh = types.filter((type) => !known.has(type.name));
  if (fresh.length === 0) return [];
  const project = parseProject(PROJECT_PATH, (await state.read(PROJECT_PATH)) ?? "");
  return [{ path: PROJECT_PATH, content: serializeProject({ ...project, types: [...project.types, ...fresh] }) }];
}

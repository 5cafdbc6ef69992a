import type { Project } from "../../domain/project.ts";
import { PROJECT_PATH } from "../../format/paths.ts";
import { serializeProject } from "../../format/project-file.ts";
import type { VerbResults } from "../operation.ts";
import { applies, type Decide, type Draft, nothing } from "../state.ts";

/** Git's attributes inside the ledger: LF, no conversion, on every system. */
const ATTRIBUTES = "* text=auto eol=lf -ident -filter\n**/attachments/** -text\n";

/** The first commit of a ledger. On a ledger that exists already, such as the root that was adopted, nothing is left to do. */
export const init: Decide<"init"> = async (state, operation) => {
  if ((await state.read(PROJECT_PATH)) !== undefined) return nothing({ project: state.snapshot.project });
  return applies(draftOfInit(operation.args.project));
};

/** The root's files and words. */
export function draftOfInit(project: Project): Draft<VerbResults["init"]> {
  return {
    files: [
      { path: PROJECT_PATH, content: serializeProject(project) },
      { path: ".beads/.gitattributes", content: ATTRIBUTES },
    ],
    subject: `init: ledger of ${project.name}`,
    text: "The beads of this project: issues, messages, claims and decisions, one commit for each change.",
    beads: [],
    result: { project },
  };
}

import { nameOf } from "../../domain/actor.ts";
import { serializeIssue } from "../../format/issue-file.ts";
import { issuePath } from "../../format/paths.ts";
import type { FileWrite } from "../../git/repository.ts";
import { applies, type Decide, nothing } from "../state.ts";
import { readIssue } from "./guards.ts";

/** Opens closed issues again; what is open already is left as it is. */
export const reopen: Decide<"reopen"> = async (state, operation) => {
  const files: FileWrite[] = [];
  const reopened: string[] = [];
  const already: string[] = [];
  for (const id of operation.args.ids) {
    const issue = await readIssue(state, id);
    if (issue.status !== "closed") already.push(id);
    else {
      files.push({ path: issuePath(id), content: serializeIssue({ ...issue, status: "open", closed: null }) });
      reopened.push(id);
    }
  }
  if (reopened.length === 0) return nothing({ reopened, already });
  const { reason } = operation.args;
  return applies({
    files,
    subject: `${reopened.join(" ")}: reopened by ${nameOf(operation.actor)}${reason === null ? "" : `: ${reason}`}`,
    ...(reason === null ? {} : { text: reason }),
    beads: reopened,
    result: { reopened, already },
  });
};

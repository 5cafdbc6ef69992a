import { refuseOutright } from "../../domain/admission.ts";
import type { Project } from "../../domain/project.ts";
import { BeadsError } from "../../errors.ts";
import type { Parcel } from "./carrier.ts";

/** True for an issue that a project's rules let in as far as no time can change it: then nobody need try how the project would take it. */
export function isLetIn({ entry, files }: Parcel, project: Project): boolean {
  if (entry.kind !== "issue") return false;
  const body = Buffer.byteLength(entry.body);
  const size = files.reduce((sum, { content }) => sum + Buffer.byteLength(content, "base64"), 0);
  try {
    refuseOutright(project, { kind: "issue", project: entry.from.project, body, files: size, own_thread: false });
    return true;
  } catch (error) {
    if (error instanceof BeadsError) return false;
    throw error;
  }
}

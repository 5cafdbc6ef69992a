import type { Status } from "./issue.ts";
import type { Project } from "./project.ts";

/** What a project's rules make of an issue that another project sends: the status with which it arrives, or null where it takes none. */
export function admit({ inbound }: Pick<Project, "inbound">): Extract<Status, "open" | "proposed"> | null {
  if (inbound === "closed") return null;
  return inbound === "review" ? "proposed" : "open";
}

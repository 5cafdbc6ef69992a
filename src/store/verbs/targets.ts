import type { Issue } from "../../domain/issue.ts";
import { BeadsError } from "../../errors.ts";
import type { State } from "../state.ts";

/** Refuses edges to issues that are not there. Ids with a colon belong to another project and are not looked up. */
export function refuseUnknownTargets(
  state: State,
  issues: readonly Issue[],
  parentsMayBeClosed: boolean,
): BeadsError | undefined {
  const fresh = new Set(issues.map((issue) => issue.id));
  const isKnown = (id: string) => id.includes(":") || fresh.has(id) || state.snapshot.has(id);
  for (const issue of issues) {
    for (const id of targetsOf(issue)) if (!isKnown(id)) return unknownTarget(issue.id, id);
    const parent = issue.parent === null ? undefined : state.snapshot.issue(issue.parent);
    if (parent?.status === "closed" && !parentsMayBeClosed && issue.status !== "closed")
      return closedParent(issue.parent as string);
  }
  return undefined;
}

function targetsOf(issue: Issue): string[] {
  const single = [issue.parent, issue.duplicate_of, issue.superseded_by].filter((id) => id !== null);
  return [...single, ...issue.needs.map((need) => need.id), ...issue.related, ...issue.discovered_from];
}

/** The refusal of an edge to an issue that does not exist. */
export function unknownTarget(from: string, id: string): BeadsError {
  return new BeadsError("not-found", "TARGET_NOT_FOUND", `There is no issue ${id} to link to.`, { fields: { id, from } });
}

function closedParent(id: string): BeadsError {
  return new BeadsError("conflict", "PARENT_CLOSED", `The parent ${id} is closed.`, {
    hints: [`bd reopen ${id} first, or choose another parent.`],
    fields: { id },
  });
}

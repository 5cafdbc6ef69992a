import type { IssueFilter, Snapshot } from "../store/snapshot.ts";
import { resolveAssignee } from "./resolve-assignee.ts";
import { resolveId } from "./resolve-id.ts";
import { resolveType } from "./resolve-type.ts";
import type { Workspace } from "./workspace.ts";

/** The names of a filter as typed, looked up: the parent's whole id, types that exist, `me`. @throws what the look-ups throw */
export function resolveFilter(workspace: Pick<Workspace, "actor">, snapshot: Snapshot, filter: IssueFilter): IssueFilter {
  const { parent, types, assignee, holder, by } = filter;
  const nameIn = (name: string) => (name === "me" ? resolveAssignee(workspace, name) : name);
  return {
    ...filter,
    ...(typeof parent === "string" ? { parent: resolveId(snapshot, parent) } : {}),
    ...(types === undefined ? {} : { types: types.map((type) => resolveType(snapshot, type)) }),
    ...(typeof assignee === "string" ? { assignee: nameIn(assignee) } : {}),
    ...(holder === undefined ? {} : { holder: nameIn(holder) }),
    ...(by === undefined ? {} : { by: nameIn(by) }),
  };
}

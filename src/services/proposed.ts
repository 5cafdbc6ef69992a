import { requestUrl } from "../domain/proposal.ts";
import type { Proposal } from "../store/ledger.ts";
import type { Workspace } from "./workspace.ts";

/** What waits for a person to merge it, and where that is done. */
export interface Proposed extends Proposal {
  /** The page for it, on hosts whose addresses are known. */
  readonly url: string | null;
}

/** A proposal of this clone's own changes, with the page on which a person makes the pull request. */
export function withUrl({ identity }: Pick<Workspace, "identity">, proposal: Proposal | null): Proposed | null {
  if (proposal === null) return null;
  const { branch, base } = proposal;
  return { ...proposal, url: requestUrl({ project: identity, base, branch, fork: null }) };
}

import { splitAddress } from "../domain/elsewhere.ts";
import type { Following, FollowOptions } from "../store/follow/follow-changes.ts";
import { openClones } from "./open-project.ts";
import { projectOf } from "./resolve-project.ts";
import type { ThreadSite } from "./thread-site.ts";
import type { Condition } from "./wait-condition.ts";
import type { Workspace } from "./workspace.ts";

/** So many projects are followed at most: each is a remote that is asked every few seconds. */
const MOST = 8;

/**
 * Follows the ledgers in which something lies that issues here need: whether an issue is ready may be decided there. What cannot be followed is
 * said, and stops nothing. Nobody is followed for what no other project can change.
 */
export async function followNeeds(
  site: ThreadSite,
  conditions: readonly Condition[],
  options: FollowOptions,
): Promise<readonly Following[]> {
  const isDecidedElsewhere = conditions.some((condition) => condition.kind === "status" && OF_NEEDS.has(condition.status));
  if (site.foreign || !isDecidedElsewhere) return [];
  const projects = new Set(site.snapshot.needsElsewhere().map((address) => splitAddress(address).project));
  const followed: Following[] = [];
  for (const identity of [...projects].slice(0, MOST)) {
    if (options.signal.aborted) break;
    const following = await followProject(site.workspace, identity, options).catch((error: unknown) => {
      if (!options.signal.aborted) site.workspace.warn(`What happens in ${identity} cannot be seen: ${(error as Error).message}`);
    });
    if (following !== undefined) followed.push(following);
  }
  return followed;
}

const OF_NEEDS: ReadonlySet<string> = new Set(["ready", "blocked"]);

async function followProject(workspace: Workspace, identity: string, options: FollowOptions): Promise<Following | undefined> {
  const project = await projectOf(workspace, identity);
  const [first, ...others] = await openClones(workspace, project, { with_ledger: true, network: true });
  await Promise.all(others.map(({ ledger }) => ledger.close()));
  if (first === undefined) return undefined;
  const following = await first.ledger.follow(options);
  // Its index is read by nobody from here on.
  following.rest();
  const stop = async () => {
    await following.stop();
    await first.ledger.close();
  };
  return { rest: () => following.rest(), stop };
}

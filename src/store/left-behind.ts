import { existsSync } from "node:fs";
import type { Checkpoint } from "../domain/checkpoint.ts";
import type { Claim } from "../domain/claim.ts";
import type { Location } from "../git/repository.ts";
import { hostName } from "./host-name.ts";
import { isStranded } from "./markers.ts";

/** True where the place in which a claim was made is gone from this machine: its linked worktree, or the one that its last checkpoint names. */
export function isLeftBehind(location: Location, claim: Claim, checkpoint: Checkpoint | null): boolean {
  if (claim.marker !== null && isStranded(location, claim.marker)) return true;
  if (checkpoint === null || checkpoint.epoch !== claim.epoch || checkpoint.by !== claim.by) return false;
  const { host, worktree } = checkpoint;
  return host === hostName() && worktree !== null && !existsSync(worktree);
}

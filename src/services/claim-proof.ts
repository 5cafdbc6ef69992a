import type { Claim } from "../domain/claim.ts";
import { isHolder } from "../domain/lease.ts";
import type { WorkProof } from "../domain/work.ts";
import type { Proof } from "../store/operation.ts";
import type { Snapshot } from "../store/snapshot.ts";
import type { Workspace } from "./workspace.ts";

/** Who asks about claims, and with what proof. */
export interface ProofSite {
  readonly workspace: Workspace;
  readonly snapshot: Snapshot;
  readonly proof: Proof;
  readonly me: string;
}

/**
 * How the caller stands to a claim; undefined where it is somebody else's. An earlier session's is the caller's to take up once its process or its
 * worktree is gone.
 */
export async function proofOf(site: ProofSite, claim: Claim): Promise<WorkProof | undefined> {
  const { proof, me } = site;
  const lease = { ...claim, since: claim.at, renewals: 0, ended: null };
  const moved = proof.explicit_session && proof.session !== null && proof.session === claim.session;
  if ((moved || claim.by === me) && isHolder(lease, { ...proof, name: me })) return "mine";
  if (claim.by !== me) return undefined;
  if (claim.marker !== null && proof.markers.includes(claim.marker)) return inherited(site, claim.marker);
  if (hasEnded(site, claim)) return "named";
  return (await isStranded(site, claim)) ? "stranded" : undefined;
}

async function inherited({ workspace }: ProofSite, marker: string): Promise<WorkProof | undefined> {
  const { lifeOf } = await import("../store/markers.ts");
  const life = lifeOf(workspace.repository.location, marker);
  return life === "dead" ? "inherited" : life === "unknown" ? "uncertain" : "living";
}

function hasEnded({ snapshot }: ProofSite, { issue, epoch }: Claim): boolean {
  return snapshot.endings(issue).some((ending) => ending.epoch === epoch);
}

async function isStranded({ workspace, snapshot }: ProofSite, claim: Claim): Promise<boolean> {
  const { isLeftBehind } = await import("../store/left-behind.ts");
  const [last] = snapshot.records("checkpoint", { issue: claim.issue, newest: true, limit: 1 });
  return isLeftBehind(workspace.repository.location, claim, last?.head ?? null);
}

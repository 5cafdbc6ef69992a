import { nameOf } from "../../domain/actor.ts";
import type { Lease } from "../../domain/claim.ts";
import type { Issue } from "../../domain/issue.ts";
import { isHolder, isLive } from "../../domain/lease.ts";
import { BeadsError } from "../../errors.ts";
import { parseEnding } from "../../format/claim-file.ts";
import { parseIssue } from "../../format/issue-file.ts";
import { endingPath, issuePath } from "../../format/paths.ts";
import type { Operation, Proof } from "../operation.ts";
import type { State } from "../state.ts";

/** The issue as its file says at this tip. @throws ISSUE_NOT_FOUND, or what the file's parser says. */
export async function readIssue(state: State, id: string): Promise<Issue> {
  const path = issuePath(id);
  const text = await state.read(path);
  if (text !== undefined) return parseIssue(path, text);
  throw new BeadsError("not-found", "ISSUE_NOT_FOUND", `There is no issue ${id}.`, {
    hints: ["bd list --all shows every issue; bd sync brings what others wrote lately."],
    fields: { id },
  });
}

/** The holder's side of a claim as errors and JSON show it. */
export function leaseFields(lease: Lease): Record<string, unknown> {
  return { id: lease.issue, holder: lease.by, epoch: lease.epoch, since: lease.since, until: lease.until };
}

/** The lease if somebody holds it now. */
export function liveLease(state: State, id: string): Lease | undefined {
  const lease = state.snapshot.lease(id);
  if (lease === undefined || lease.ended !== null) return undefined;
  return isLive(lease, state.moment) || state.isWatched(id, lease.epoch) ? lease : undefined;
}

/** True if the operation's actor can prove that the lease is theirs: several actors may work in one git directory, so the name counts too. */
export function holds(lease: Lease, operation: Pick<Operation, "actor">, proof: Proof): boolean {
  const name = nameOf(operation.actor);
  const moved = proof.explicit_session && proof.session !== null && proof.session === lease.session;
  return (moved || lease.by === name) && isHolder(lease, { ...proof, name });
}

/** Refuses a holder whose claim somebody took over: their writes on the issue are stale (protocol, Claims 4). */
export async function refuseSuperseded(
  state: Pick<State, "snapshot" | "read">,
  operation: Pick<Operation, "actor">,
  id: string,
  proof: Proof,
): Promise<void> {
  const lease = state.snapshot.lease(id);
  if (lease === undefined || proof.markers.length + Number(proof.explicit_session) === 0) return;
  if (holds(lease, operation, proof)) return;
  for (const claim of state.snapshot.claims(id)) {
    const { epoch } = claim;
    if (epoch >= lease.epoch || !holds({ ...lease, ...claim, since: claim.at, renewals: 0, ended: null }, operation, proof))
      continue;
    if (await wasGivenUp(state, id, epoch)) return;
    throw new BeadsError(
      "conflict",
      "CLAIM_SUPERSEDED",
      `${lease.by} took over ${id} at ${lease.since}: your claim of it is over.`,
      {
        hints: ["Stop working on it. bd reply still works, to tell the new holder what you know."],
        fields: { ...leaseFields(lease), your_epoch: epoch },
      },
    );
  }
}

async function wasGivenUp(state: Pick<State, "read">, id: string, epoch: number): Promise<boolean> {
  const path = endingPath(id, epoch);
  const text = await state.read(path);
  return text !== undefined && !["taken-over", "expired"].includes(parseEnding(path, text).outcome);
}

/** Refuses to close, release or hand off what somebody else holds. */
export function refuseForeignClaim(state: State, operation: Operation, id: string, proof: Proof, what: string): void {
  const lease = liveLease(state, id);
  if (lease === undefined || holds(lease, operation, proof)) return;
  throw new BeadsError(
    "conflict",
    "CLAIM_HELD",
    `${id} is claimed by ${lease.by} until ${lease.until}: only the holder may ${what} it.`,
    {
      hints: ["Talk to the holder with bd reply, or give --force with --reason if they are gone."],
      fields: leaseFields(lease),
    },
  );
}

import { BeadsError } from "../errors.ts";
import { classifyPath } from "../format/paths.ts";
import type { Oid } from "../git/repository.ts";
import type { Clone } from "./clone.ts";
import { readLedgerTip } from "./ledger-tip.ts";
import type { VerbResults } from "./operation.ts";
import { findRepeated } from "./repeated.ts";

/** The claim that an operation made, as long as it stands; undefined where there is no such operation. @throws CLAIM_OVER, OP_ID_TAKEN */
export async function findClaimOf(
  clone: Clone,
  op: string,
): Promise<{ readonly commit: Oid; readonly result: VerbResults["claim"] } | undefined> {
  const repeated = await findRepeated(clone, op, "claim");
  if (repeated === undefined) return undefined;
  const { commit } = repeated;
  const [parent = null] = (await clone.repository.readCommits?.([commit]))?.[0]?.parents ?? [];
  const changes = await clone.repository.diffTrees(parent, commit);
  const made = changes.map(({ path }) => classifyPath(path)).find((place) => place.kind === "claim");
  if (made === undefined) return undefined;
  await clone.index.sync(clone.repository, await readLedgerTip(clone));
  const snapshot = clone.index.snapshot();
  const lease = snapshot.lease(made.issue);
  if (lease === undefined || lease.epoch !== made.epoch || lease.ended !== null) throw over(op, made, lease?.by ?? null);
  const result = { issue: made.issue, epoch: made.epoch, until: lease.until, already: true, took_over: null };
  return { commit, result };
}

function over(op: string, { issue, epoch }: { issue: string; epoch: number }, holder: string | null): BeadsError {
  return new BeadsError(
    "conflict",
    "CLAIM_OVER",
    `That command claimed ${issue} before (epoch ${epoch}), and the claim is over.`,
    {
      hints: ["bd mine shows what you are on; a new claim asks for a new operation id."],
      fields: { id: issue, epoch, holder, op },
    },
  );
}

import { join } from "node:path";
import { nameOf } from "../domain/actor.ts";
import { mintId } from "../domain/id.ts";
import { proposalBranch } from "../domain/proposal.ts";
import type { Oid } from "../git/repository.ts";
import type { Clone } from "./clone.ts";
import { readJson, writeWhole } from "./durable-file.ts";
import { readLedgerTip } from "./ledger-tip.ts";
import { PROPOSAL_REF, REMOTE_REF } from "./refs.ts";

/** What this clone remembers of its own branch. */
interface Remembered {
  readonly branch: string;
  /** What it pushed there or tried to, newest last. */
  readonly tips: readonly Oid[];
}

/** So many are enough to know one's own branch after some acknowledgements were lost in a row. */
const MOST = 16;

/** What to do where the remote does not let this clone push. */
export const NO_RIGHT =
  "If the host protects the branch: bd config set push propose puts changes on a branch of this clone's own, which a person merges.";

/** The same where changes are proposed. */
export const NO_BRANCHES = "Ask whoever runs the remote for the right to push branches below beads-inbox/.";

function fileOf({ folder }: Pick<Clone, "folder">): string {
  return join(folder, "proposal.json");
}

/** True if the project's changes go through branches that people merge; the first push of a ledger makes the branch that they go into. */
export async function isProposing(clone: Clone): Promise<boolean> {
  if ((await clone.repository.readRef(REMOTE_REF)) === null) return false;
  // An index that is behind will do: bringing it up to date is work that pushers of busy clones would do in vain.
  if (clone.index.tip === null) await clone.index.sync(clone.repository, await readLedgerTip(clone));
  return clone.index.snapshot().project.push === "propose";
}

/** The branch of this clone, for all its worktrees: the name is made once, and kept. */
export function ownBranch(clone: Clone): string {
  const known = readJson<Remembered>(fileOf(clone));
  if (known !== undefined) return known.branch;
  const place = nameOf(clone.actor).split("/")[0] ?? "";
  const branch = proposalBranch(clone.index.snapshot().project.name, mintId(place, clone.chance));
  writeWhole(fileOf(clone), JSON.stringify({ branch, tips: [] }), { sync: true });
  return branch;
}

/** Remembers what is about to be pushed. */
export function willPropose(clone: Clone, tip: Oid): void {
  const known = readJson<Remembered>(fileOf(clone));
  if (known === undefined || known.tips.at(-1) === tip) return;
  writeWhole(fileOf(clone), JSON.stringify({ ...known, tips: [...known.tips, tip].slice(-MOST) }), { sync: true });
}

/** True if this clone pushed it there. */
export function isOurs(clone: Pick<Clone, "folder">, tip: Oid): boolean {
  return readJson<Remembered>(fileOf(clone))?.tips.includes(tip) === true;
}

/** Keeps what is proposed: a person may merge it when a replay has dated our own copy anew. */
export async function noteProposed({ repository }: Pick<Clone, "repository">, tip: Oid): Promise<void> {
  const from = await repository.readRef(PROPOSAL_REF);
  if (from !== tip) await repository.updateRefs([{ ref: PROPOSAL_REF, to: tip, from }]);
}

/** Which of the pending commits are proposed already: the branch, and how many of them. Null before anything was. */
export async function findProposed(
  clone: Pick<Clone, "repository" | "folder">,
  pending: readonly Oid[],
): Promise<{ readonly branch: string; readonly changes: number } | null> {
  const branch = readJson<Remembered>(fileOf(clone))?.branch;
  const tip = await clone.repository.readRef(PROPOSAL_REF);
  if (branch === undefined || tip === null) return null;
  return { branch, changes: pending.indexOf(tip) + 1 };
}

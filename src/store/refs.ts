/** The ledger's tip in this clone: last seen on the remote plus operations that are not pushed yet. */
export const LEDGER_REF = "refs/beads/ledger";

/** The last tip seen on the shared remote. Only bd moves it. */
export const REMOTE_REF = "refs/beads/remote";

/** The last commit that this clone proposed for a person to merge, where changes are not pushed onto the ledger's branch. */
export const PROPOSAL_REF = "refs/beads/proposal";

/** Tips given up by adopting another root or a rewritten remote, the newest sixteen. */
export const BACKUP_PREFIX = "refs/beads/backup/";

/** The content of checkpoints: what was not committed in a worktree, in the clone that made them. */
export const CHECKPOINT_PREFIX = "refs/beads/checkpoints/";

/** The ledger's branch on the shared remote, and the fixed second name where the first cannot be used. */
export const BRANCHES = ["beads", "beads-ledger"] as const;

/** The full ref of a branch on the remote. */
export function branchRef(branch: string): string {
  return `refs/heads/${branch}`;
}

import type { Repository, Verification } from "../git/repository.ts";

export type { Verification } from "../git/repository.ts";

/**
 * What the signature of the commit that made an issue is worth; null where the user has not asked for signatures (`beads.sign`), or nobody can tell.
 * A signature that cannot be looked at is no reason to fail a read.
 */
export async function verificationOf(repository: Repository, commit: string | undefined): Promise<Verification | null> {
  const config = await repository.config();
  if (commit === undefined || repository.verifyCommit === undefined || config.get("beads.sign") === undefined) return null;
  const { isSigning } = await import("../git/native/signing.ts");
  return isSigning(config) ? await repository.verifyCommit(commit) : null;
}

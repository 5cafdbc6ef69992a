import type { Oid, Verification } from "../repository.ts";
import type { GitProcess } from "./git-process.ts";

/** What gpg and gpgsm say on their status channel, in the order in which it counts. */
const GNUPG: readonly (readonly [RegExp, Verification["state"]])[] = [
  [/^\[GNUPG:\] BADSIG (\S+) ?(.*)$/m, "bad"],
  [/^\[GNUPG:\] REVKEYSIG (\S+) ?(.*)$/m, "bad"],
  [/^\[GNUPG:\] EXPSIG (\S+) ?(.*)$/m, "bad"],
  [/^\[GNUPG:\] EXPKEYSIG (\S+) ?(.*)$/m, "unknown-key"],
  [/^\[GNUPG:\] ERRSIG (\S+)()/m, "unknown-key"],
  [/^\[GNUPG:\] GOODSIG (\S+) ?(.*)$/m, "good"],
];

/** What ssh-keygen says of a signature that fits, with whose key it is where that is known. */
const SSH_GOOD = /^Good "git" signature (?:for (.+) )?with \S+ key (\S+)$/m;

/** Without a list of who signs with what key nothing can be said of a key. */
const SSH_NO_LIST = /allowedSignersFile/;

/** Asks git whether a commit is signed, and by whom: `git verify-commit`, with the user's own keys and programs. */
export async function verifyCommit(git: GitProcess, oid: Oid): Promise<Verification> {
  const { status, stderr } = await git.run(["verify-commit", "--raw", oid]);
  const gnupg = GNUPG.map(([said, state]) => ({ state, match: said.exec(stderr) })).find(({ match }) => match !== null);
  if (gnupg !== undefined)
    return trusted({ state: gnupg.state, key: gnupg.match?.[1] || null, signer: gnupg.match?.[2] || null }, status);
  const ssh = SSH_GOOD.exec(stderr);
  if (ssh !== null) {
    const [, signer = null, key = null] = ssh;
    return trusted({ state: signer === null ? "unknown-key" : "good", signer, key }, status);
  }
  if (SSH_NO_LIST.test(stderr)) return { state: "unknown-key", signer: null, key: null };
  return { state: (await isSigned(git, oid)) ? "bad" : "none", signer: null, key: null };
}

/** A key that fits, and that the user's `gpg.minTrustLevel` does not let count, is as good as unknown. */
function trusted(found: Verification, status: number): Verification {
  return found.state === "good" && status !== 0 ? { ...found, state: "unknown-key" } : found;
}

/** True if the commit carries a signature, whatever it is worth. */
async function isSigned(git: GitProcess, oid: Oid): Promise<boolean> {
  const text = (await git.read(["cat-file", "commit", oid])).toString("utf8");
  return /^gpgsig(?:-sha256)? /m.test(text.split("\n\n", 1)[0] ?? "");
}

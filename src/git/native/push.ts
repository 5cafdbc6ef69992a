import type { NetworkOptions, Oid, PushOutcome } from "../repository.ts";
import { objectMissing } from "./blobs.ts";
import { type GitProcess, gitFailed } from "./git-process.ts";
import { runNetwork } from "./network.ts";
import { classifyPush } from "./push-outcome.ts";

/** A plain fast-forward and nothing with it, whatever `push.*` says. Progress tells how far a push came that broke off. */
const PLAIN = [
  "--porcelain",
  "--progress",
  "--no-verify",
  "--no-signed",
  "--no-follow-tags",
  "--no-force",
  "--no-force-with-lease",
  "--no-atomic",
  "--recurse-submodules=no",
];

/** Where a push goes; `tracked` if a fetch refspec of the remote covers the ref. */
export interface PushTarget {
  readonly remote: string;
  /** True for a configured remote, false for a URL or path. */
  readonly named: boolean;
  readonly tracked: boolean;
  readonly commit: Oid;
  readonly ref: string;
  /** The value that the remote's ref must have, null for none: then it is replaced, whatever it holds. Undefined: a fast-forward. */
  readonly expected?: Oid | null;
}

/** Pushes a commit to a remote's ref. @throws OBJECT_MISSING when the commit is not here: that is no word of the remote. */
export async function pushRef(git: GitProcess, target: PushTarget, options: NetworkOptions): Promise<PushOutcome> {
  const { remote, commit, ref, expected } = target;
  // A lease on a value, never on a tracking ref: what moves those proves nothing.
  const lease = expected === undefined ? [] : [`--force-with-lease=${ref}:${expected ?? ""}`];
  const args = ["push", ...PLAIN, ...lease, "--", remote, `${commit}:${ref}`];
  const run = await runNetwork(git, args, options, settingsFor(target));
  if (new RegExp(`^fatal: bad object ${commit}|^error: src refspec ${commit} does not match`, "m").test(run.stderr)) {
    throw objectMissing(commit);
  }
  // The local side could not make the pack: damage here, whatever the remote says of half a pack.
  if (run.status !== 0 && /^fatal: (bad object|unable to read|(loose|packed) object|missing)/m.test(run.stderr)) {
    throw gitFailed("push", run);
  }
  return classifyPush(run, { forced: expected !== undefined });
}

/**
 * A mirror would refuse to push one ref. The pair of refspecs keeps git from moving the user's tracking ref: a negative one counts
 * here only for what a positive one leads to (`query_matches_negative_refspec`); the user's own comes first, so the pair maps nothing.
 */
function settingsFor({ remote, named, tracked, ref }: PushTarget): readonly string[] {
  if (!named) return [];
  const untracked = tracked ? [`remote.${remote}.fetch=${ref}:${ref}`, `remote.${remote}.fetch=^${ref}`] : [];
  return [`remote.${remote}.mirror=false`, ...untracked];
}

/** True if one of these fetch refspecs maps the ref to a tracking ref. */
export function isTracked(refspecs: readonly string[], ref: string): boolean {
  return refspecs.some((refspec) => {
    const [source = "", target] = refspec.replace(/^\+/, "").split(":");
    const [before = "", after] = source.split("*");
    if (target === undefined) return false;
    return after === undefined
      ? source === ref
      : ref.startsWith(before) && ref.endsWith(after) && ref.length >= before.length + after.length;
  });
}

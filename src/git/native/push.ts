import type { NetworkOptions, Oid, PushOutcome } from "../repository.ts";
import type { GitProcess } from "./git-process.ts";
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

/** Pushes a commit to a remote's ref. `isName` tells a configured remote from a URL. */
export async function pushRef(
  git: GitProcess,
  target: { readonly remote: string; readonly isName: boolean; readonly commit: Oid; readonly ref: string },
  options: NetworkOptions,
): Promise<PushOutcome> {
  const { remote, isName, commit, ref } = target;
  // The negative refspec keeps git from moving the tracking ref; a mirror would refuse to push one ref.
  const settings = isName ? [`remote.${remote}.mirror=false`, `remote.${remote}.fetch=^${ref}`] : [];
  const run = await runNetwork(git, ["push", ...PLAIN, "--", remote, `${commit}:${ref}`], options, settings);
  return classifyPush(run);
}

import type { Place } from "./place.ts";
import { git, run } from "./program.ts";

/** Gives a clone a bare remote that holds its code and its ledger, as if both had always been there. Answers the remote's path. */
export function shareLedger(place: Place, directory: string, name: string): string {
  const remote = place.path(name);
  const inClone = (...words: string[]) => run(place, { words: git(...words), directory });
  run(place, { words: git("init", "--quiet", "--bare", remote), directory: place.root });
  inClone("remote", "add", "origin", remote);
  inClone("push", "--quiet", "origin", "main:refs/heads/main", "refs/beads/ledger:refs/heads/beads");
  inClone("fetch", "--quiet", "origin");
  inClone("update-ref", "refs/beads/remote", "refs/beads/ledger");
  return remote;
}

/** Clones a remote, as somebody else would. */
export function cloneRemote(place: Place, remote: string, name: string): string {
  const directory = place.path(name);
  run(place, { words: git("clone", "--quiet", remote, directory), directory: place.root });
  return directory;
}

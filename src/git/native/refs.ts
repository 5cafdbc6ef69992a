import { statSync } from "node:fs";
import { join } from "node:path";
import { BeadsError } from "../../errors.ts";
import type { Format } from "../git-directory.ts";
import { hasLooseFile, readRefInFiles, refBroken } from "../ref-files.ts";
import type { Location, Oid, RefChange } from "../repository.ts";
import { gitWords } from "../words.ts";
import type { GitProcess } from "./git-process.ts";
import { records } from "./record-stream.ts";

/** The value of a ref, in place where that is provably what git would say. @throws REF_BROKEN when it is there but names nothing. */
export async function readRef(git: GitProcess, format: Format, ref: string): Promise<Oid | null> {
  const found = format.refStorage === "files" ? readRefInFiles(git.location, ref) : "ask";
  if (found !== "ask") return found;
  const run = await git.run(["rev-parse", "--verify", "--quiet", "--end-of-options", ref], { short: true });
  if (run.status === 0) return run.stdout.toString("utf8").trim();
  if (format.refStorage === "files" && hasLooseFile(git.location, ref)) throw refBroken(ref);
  return null;
}

/** All refs below a prefix that ends in `/`. */
export async function listRefs(git: GitProcess, prefix: string): Promise<ReadonlyMap<string, Oid>> {
  const output = await git.read(["for-each-ref", "--format=%(objectname)%00%(refname)%00", prefix]);
  const refs = new Map<string, Oid>();
  const parts = records(output);
  for (let i = 0; i + 1 < parts.length; i += 2) refs.set(parts[i + 1] ?? "", (parts[i] ?? "").trim());
  return refs;
}

/**
 * Swaps refs in one transaction. False when one of them had another value than expected, whether git says so or it is seen
 * afterwards. @throws REF_LOCKED when a lock file stayed in the way, REF_UPDATE_FAILED with git's words for anything else.
 */
export async function updateRefs(git: GitProcess, format: Format, changes: readonly RefChange[]): Promise<boolean> {
  if (changes.length === 0) return true;
  const run = await git.run(["update-ref", "--stdin", "-z"], {
    input: changes.map((change) => instruction(format, change)).join(""),
    short: true,
  });
  if (run.status === 0) return true;
  if (MOVED.test(run.stderr)) return false;
  for (const change of changes) {
    if ((await readRef(git, format, change.ref)) !== change.from) return false;
  }
  throw updateFailed(git.location, changes, run.stderr);
}

const MOVED = /cannot lock ref .*(but expected|reference already exists|reference is missing|unable to resolve reference)/;

function instruction(format: Format, { ref, to, from }: RefChange): string {
  const none = "0".repeat(format.objectFormat === "sha256" ? 64 : 40);
  if (to === null) return from === null ? `verify ${ref}\0${none}\0` : `delete ${ref}\0${from}\0`;
  return `update ${ref}\0${to}\0${from ?? none}\0`;
}

function updateFailed(location: Location, changes: readonly RefChange[], stderr: string): BeadsError {
  const words = gitWords(stderr);
  const lock = lockInTheWay(location, changes);
  if (lock === undefined || !/\.lock'?: File exists|unable to create/i.test(stderr)) {
    return new BeadsError(
      "environment",
      "REF_UPDATE_FAILED",
      `git could not move ${changes[0]?.ref ?? "a ref"}: ${words}`.replace(/\.*$/, "."),
      {
        fields: { refs: changes.map(({ ref }) => ref), git: words },
      },
    );
  }
  return new BeadsError("environment", "REF_LOCKED", `Another process holds the lock ${lock.path}, made at ${lock.since}.`, {
    hints: ["If no git process is running here, the lock was left by one that died: `bd doctor` looks into it."],
    fields: { lock: lock.path, locked_since: lock.since, git: words },
  });
}

function lockInTheWay(
  location: Location,
  changes: readonly RefChange[],
): { readonly path: string; readonly since: string } | undefined {
  const files = [...changes.map(({ ref }) => `${ref}.lock`), "packed-refs.lock", "HEAD.lock"];
  for (const file of files) {
    const path = join(location.commonDir, file);
    const found = statSync(path, { throwIfNoEntry: false });
    if (found !== undefined) return { path, since: found.mtime.toISOString().replace(/\.\d+Z$/, "Z") };
  }
  return undefined;
}

import { randomBytes } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Format } from "../git-directory.ts";
import type { NetworkOptions, Oid } from "../repository.ts";
import { type GitProcess, gitFailed } from "./git-process.ts";
import { networkFailed, runNetwork } from "./network.ts";
import { readRef, updateRefs } from "./refs.ts";

/** Where a fetch puts what it brings, for the moment that it takes to read it. */
const LANDING = "refs/beads/tmp";

/**
 * Deeper than any history, and less than what git takes for "all there is" (`--unshallow`): that would give back the history of the
 * user's own branches as well.
 */
const WHOLE = 2_000_000_000;

/** Leftovers of fetches that were killed are taken away when they are so much older than a new one. */
const LEFT_BEHIND = 3_600_000;

/** Only what is asked for: no tags, no pruning, no FETCH_HEAD, no tracking refs, no submodules, no maintenance. */
const PLAIN = [
  "--quiet",
  "--no-tags",
  "--no-prune",
  "--no-write-fetch-head",
  "--no-auto-maintenance",
  "--no-recurse-submodules",
  "--refmap=",
];

/**
 * Brings a remote's ref with its whole history and every file of it, and answers its tip; null if the remote has none. Goes over a
 * ref of its own, so that no ref, reflog or FETCH_HEAD of the user's moves.
 */
export async function fetchRef(
  git: GitProcess,
  format: Format,
  remote: string,
  ref: string,
  options: NetworkOptions,
): Promise<Oid | null> {
  const landing = `${LANDING}/${randomBytes(9).toString("hex")}`;
  const call = { git, format, remote, refspec: `+${ref}:${landing}`, options };
  try {
    if (!(await fetchInto(call, []))) return null;
    const tip = await readRef(git, format, landing);
    if (tip === null) return null;
    if (await isCutShort(git, tip)) await fetchInto(call, [`--depth=${WHOLE}`]);
    if (format.partial) await fetchMissing(call, tip);
    return tip;
  } finally {
    await clear(git, format, landing);
  }
}

interface Call {
  readonly git: GitProcess;
  readonly format: Format;
  readonly remote: string;
  readonly refspec: string;
  readonly options: NetworkOptions;
}

/** False if the remote has no such ref. */
async function fetchInto({ git, format, remote, refspec, options }: Call, how: readonly string[]): Promise<boolean> {
  const filter = format.partial ? ["--no-filter"] : [];
  const run = await runNetwork(git, ["fetch", ...PLAIN, ...filter, ...how, "--", remote, refspec], options, [
    "fetch.writeCommitGraph=false",
  ]);
  if (run.status === 0) return true;
  if (/couldn't find remote ref/i.test(run.stderr)) return false;
  throw networkFailed(remote, run);
}

/** True if the history ends early because an earlier shallow clone or fetch cut it there. */
async function isCutShort(git: GitProcess, tip: Oid): Promise<boolean> {
  const shallow = readShallow(git);
  if (shallow.size === 0) return false;
  const roots = await git.read(["rev-list", "--max-parents=0", tip]);
  return roots
    .toString("utf8")
    .split("\n")
    .some((root) => shallow.has(root));
}

function readShallow(git: GitProcess): ReadonlySet<string> {
  try {
    return new Set(
      readFileSync(join(git.location.commonDir, "shallow"), "utf8")
        .split("\n")
        .filter((line) => line !== ""),
    );
  } catch {
    return new Set();
  }
}

/**
 * A partial clone may have the commits of a ref from the clone itself, and then git does not bring their files. Whatever is
 * missing below the tip, and is not below a tip that bd fetched before, is brought in one call, the way git brings it lazily.
 */
async function fetchMissing({ git, remote, options }: Call, tip: Oid): Promise<void> {
  const walked = await git.run(
    [
      "rev-list",
      "--objects",
      "--no-object-names",
      "--missing=print",
      tip,
      "--not",
      `--exclude=${LANDING}/*`,
      "--glob=refs/beads/*",
    ],
    {
      env: { GIT_ALLOW_PROTOCOL: "none", GIT_NO_LAZY_FETCH: "1" },
    },
  );
  if (walked.status !== 0) throw gitFailed("rev-list", walked);
  const missing = walked.stdout
    .toString("utf8")
    .split("\n")
    .flatMap((line) => (line.startsWith("?") ? [line.slice(1)] : []));
  if (missing.length === 0) return;
  const how = [...PLAIN, "--no-filter", "--stdin"];
  const run = await runNetwork(
    git,
    ["fetch", ...how, "--", remote],
    options,
    ["fetch.negotiationAlgorithm=noop"],
    `${missing.join("\n")}\n`,
  );
  if (run.status !== 0) throw networkFailed(remote, run);
}

async function clear(git: GitProcess, format: Format, landing: string): Promise<void> {
  const left = format.refStorage === "files" ? leftBehind(git, landing) : [];
  for (const ref of [landing, ...left]) {
    const value = await readRef(git, format, ref).catch(() => null);
    // Two that clear the same leftover at once: the second finds it gone.
    if (value !== null) await updateRefs(git, format, [{ ref, to: null, from: value }]).catch(() => false);
  }
}

function leftBehind(git: GitProcess, landing: string): readonly string[] {
  try {
    const folder = join(git.location.commonDir, LANDING);
    const now = statSync(join(git.location.commonDir, landing)).mtimeMs;
    return readdirSync(folder)
      .filter((name) => !name.endsWith(".lock") && statSync(join(folder, name)).mtimeMs < now - LEFT_BEHIND)
      .map((name) => `${LANDING}/${name}`);
  } catch {
    return [];
  }
}

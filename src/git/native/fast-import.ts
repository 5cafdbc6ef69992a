import { rmSync } from "node:fs";
import { join } from "node:path";
import { BeadsError } from "../../errors.ts";
import type { CommitDraft, FileWrite, Oid, Signature } from "../repository.ts";
import { type GitProcess, gitFailed } from "./git-process.ts";

/** Where fast-import gathers commits in its memory. It is emptied again in the same stream, so that no such ref is ever written. */
const BRANCH = "refs/beads/tmp/import";

/**
 * Makes the objects of some commits with one `git fast-import`, and moves no ref: as a swap fast-import is unsafe. Its stream is
 * whole before it starts and ends in `done`, so that half a stream makes nothing that anybody could name.
 */
export async function writeCommits(
  git: GitProcess,
  drafts: readonly CommitDraft[],
  { syncing }: { readonly syncing: string | undefined },
): Promise<readonly Oid[]> {
  if (drafts.length === 0) return [];
  const input = serializeImport(drafts);
  const run = await git.run(["fast-import", "--done", "--quiet"], {
    input,
    settings: settingsFor(drafts, syncing),
    short: input.length <= SHORT,
  });
  const oids = run.stdout
    .toString("utf8")
    .split("\n")
    .filter((line) => line !== "");
  if (run.status === 0 && oids.length === drafts.length) return oids;
  // git leaves a report of its own crash in the git directory.
  rmSync(join(git.location.gitDir, `fast_import_crash_${run.pid}`), { force: true });
  throw gitFailed("fast-import", run);
}

/** So many bytes are taken in while everything else waits. */
const SHORT = 1 << 18;

/** Up to so many objects are unpacked into loose ones at once; git's own default. */
const UNPACK_LIMIT = 100;

/**
 * A pack that is unpacked and thrown away at once need not reach the disk first: a third of the whole time. Loose objects are synced
 * as git does by default; who has set `core.fsync` gets what they set.
 */
function settingsFor(drafts: readonly CommitDraft[], syncing: string | undefined): readonly string[] {
  const limit = `fastimport.unpackLimit=${UNPACK_LIMIT}`;
  const most = drafts.reduce((sum, { files }) => files.reduce((all, { path }) => all + 1 + path.split("/").length, sum + 2), 0);
  return syncing === undefined && most < UNPACK_LIMIT ? [limit, "core.fsync=-pack"] : [limit];
}

/** The stream for `git fast-import`. Answers with one object name for each draft on standard output. */
function serializeImport(drafts: readonly CommitDraft[]): Buffer {
  const parts: Buffer[] = [];
  const line = (text: string) => parts.push(Buffer.from(`${text}\n`));
  const data = (content: Uint8Array | string) => {
    const bytes =
      typeof content === "string" ? Buffer.from(content) : Buffer.from(content.buffer, content.byteOffset, content.byteLength);
    line(`data ${bytes.length}`);
    parts.push(bytes, NEWLINE);
  };
  for (const [index, draft] of drafts.entries()) {
    // Without a parent given, a commit would go on from the one before it.
    if (draft.parent === null) line(`reset ${BRANCH}\n`);
    line(`commit ${BRANCH}`);
    line(`mark :${index + 1}`);
    line(`author ${identity(draft.author)}`);
    line(`committer ${identity(draft.committer)}`);
    data(draft.message.replaceAll("\0", ""));
    if (draft.parent !== null) line(`from ${parentName(draft.parent, index)}`);
    for (const file of draft.files) {
      line(file.content === null ? `D ${pathName(file)}` : `M 100644 inline ${pathName(file)}`);
      if (file.content !== null) data(file.content);
    }
    line(`get-mark :${index + 1}`);
  }
  line(`reset ${BRANCH}\n`);
  line("done");
  return Buffer.concat(parts);
}

const NEWLINE = Buffer.from("\n");

function parentName(parent: Oid | number, index: number): string {
  if (typeof parent === "string") return parent;
  if (parent >= 0 && parent < index) return `:${parent + 1}`;
  throw new RangeError(`Commit ${index} cannot have commit ${parent} of the same call as its parent.`);
}

/** `Name <email> seconds +0000`, without what would break the line or what git's fsck refuses. */
function identity({ name, email, at }: Signature): string {
  const plain = (text: string) => text.replace(/[\0-\x1f\x7f<>]/g, "").trim();
  return `${plain(name) || "unknown"} <${plain(email)}> ${Math.max(0, Math.floor(at / 1000))} +0000`;
}

/** A path as fast-import reads it. @throws BAD_PATH for one that git would not check out: fast-import itself takes anything. */
function pathName({ path }: FileWrite): string {
  const names = path.split("/");
  if (
    path.includes("\0") ||
    names.some((name) => name === "" || name === "." || name === ".." || name.toLowerCase() === ".git")
  ) {
    throw new BeadsError("usage", "BAD_PATH", `A repository cannot hold a file at ${JSON.stringify(path)}.`, {
      fields: { path },
    });
  }
  if (!/["\\\n]|^ /.test(path)) return path;
  return `"${path.replace(/["\\]/g, "\\$&").replaceAll("\n", "\\n")}"`;
}

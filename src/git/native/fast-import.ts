import { rmSync } from "node:fs";
import { join } from "node:path";
import type { CommitDraft, FileWrite, Oid } from "../repository.ts";
import { identityLine, messageText, pathNames } from "./commit-text.ts";
import { type GitProcess, gitFailed } from "./git-process.ts";

/** Where fast-import gathers commits in its memory. It is emptied again in the same stream, so that no such ref is ever written. */
const BRANCH = "refs/beads/tmp/import";

/**
 * Makes the objects of some commits with one `git fast-import`, and moves no ref: as a swap fast-import is unsafe. Its stream is
 * whole before it starts and ends in `done`, so that half a stream makes nothing that anybody could name.
 */
export async function importCommits(
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
    line(`author ${identityLine(draft.author)}`);
    line(`committer ${identityLine(draft.committer)}`);
    data(messageText(draft.message));
    if (draft.parent !== null) line(`from ${parentName(draft.parent, index)}`);
    for (const file of draft.files) {
      line(file.content === null ? `D ${pathName(file)}` : `M ${file.mode ?? "100644"} inline ${pathName(file)}`);
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

/** A path as fast-import reads it. */
function pathName({ path }: FileWrite): string {
  pathNames(path);
  if (!/["\\\n]|^ /.test(path)) return path;
  return `"${path.replace(/["\\]/g, "\\$&").replaceAll("\n", "\\n")}"`;
}

import { BeadsError } from "../../errors.ts";
import type { ChangedCommit, Oid, Repository, TreeChange } from "../../git/repository.ts";
import { placeOf } from "./bead-file.ts";
import { BeadWriter } from "./bead-writer.ts";
import type { Connection } from "./connection.ts";
import { type ElsewhereSource, isElsewhereKnown, takeElsewhere } from "./elsewhere.ts";
import { readMeta, writeMeta } from "./index-file.ts";
import { recoverProject } from "./recover-project.ts";
import { FirstRevisions, Revisions, type Walked } from "./revisions.ts";
import { Standings } from "./standings.ts";

/** Where an index is brought to, and from where its files come. */
export interface Loading {
  readonly repository: Repository;
  readonly tip: Oid;
  readonly elsewhere: ElsewhereSource | undefined;
  progress(line: string): void;
}

const ROOT = ".beads/";
/** Progress is said from so many files on, and then once for each portion. */
const MANY = 2000;
const PORTION = 10_000;
/** So many files are parsed before what they hold is folded and indexed: it bounds the memory of a rebuild. */
const BATCH = 500;

/** Brings the tables to a tip, inside the caller's transaction: from the tip that they know, or anew. */
export async function load(connection: Connection, loading: Loading): Promise<void> {
  const known = readMeta(connection, "tip");
  if (known === loading.tip) return followElsewhere(connection, loading);
  const follows = known !== null && (await loading.repository.hasCommit(known)) && (await follow(connection, known, loading));
  if (!follows) await rebuild(connection, loading);
}

/** Takes over what became known of other projects since, at the same tip: no git object is read for it. */
function followElsewhere(connection: Connection, { elsewhere }: Loading): void {
  if (!takeElsewhere(connection, elsewhere)) return;
  const standings = new Standings(connection, false);
  standings.elsewhereChanged();
  standings.settle();
}

/** Takes over what differs from the known tip. False where the known history cannot be followed: then nothing was changed. */
async function follow(connection: Connection, known: Oid, loading: Loading): Promise<boolean> {
  const { repository, tip } = loading;
  const made = await walk(repository, known, tip);
  const isStraight = made[0]?.parent === known;
  const [changes, dropped] = isStraight
    ? [composed(made), []]
    : await Promise.all([repository.diffTrees(known, tip), droppedOf(repository, known, tip)]);
  const revisions = new Revisions(connection);
  if (!revisions.drop(dropped.map((commit) => commit.oid))) return false;
  const standings = new Standings(connection, false);
  const writer = new BeadWriter(connection, standings, false);
  await readInto({ connection, writer }, changes, loading);
  if (!isElsewhereKnown(connection, loading.elsewhere) && takeElsewhere(connection, loading.elsewhere))
    standings.elsewhereChanged();
  writer.settle();
  for (const commit of made) revisions.add(walked(commit));
  writeMeta(connection, "tip", tip);
  return true;
}

/** What commits that follow one another changed all in all: each file's last change. It spares a second question. */
function composed(commits: readonly ChangedCommit[]): TreeChange[] {
  const last = new Map(commits.flatMap(({ changes }) => changes.map((change) => [change.path, change] as const)));
  return [...last.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Fills empty tables with the whole ledger in one streaming pass; a second process walks the history meanwhile. */
async function rebuild(connection: Connection, loading: Loading): Promise<void> {
  const { repository, tip } = loading;
  clear(connection);
  const revisions = new FirstRevisions(connection);
  // First by itself: what lives long while much else passes by is copied again and again.
  const entries = await repository.listTree(tip, ROOT);
  const history = repository.walkChanges({ from: null, to: tip }, (commit) => revisions.add(walked(commit)));
  await both(history, readAll(connection, entries, loading));
  revisions.finish();
  writeMeta(connection, "tip", tip);
}

/** Waits for both even where one fails: nothing may go on to write once the caller has taken its transaction back. */
async function both(...work: readonly Promise<void>[]): Promise<void> {
  const ends = await Promise.allSettled(work);
  for (const end of ends) if (end.status === "rejected") throw end.reason;
}

async function readAll(connection: Connection, entries: readonly TreeChange[], loading: Loading): Promise<void> {
  const writer = new BeadWriter(connection, new Standings(connection, true), true);
  const many = entries.length > MANY;
  if (many) loading.progress(`Reading ${entries.length} files of the ledger once, to build the index.`);
  await readInto({ connection, writer }, entries, loading);
  if (many) loading.progress("Working out what is ready.");
  takeElsewhere(connection, loading.elsewhere);
  writer.settle();
}

/** Puts files in their order. */
async function readInto(
  { connection, writer }: { readonly connection: Connection; readonly writer: BeadWriter },
  changes: readonly TreeChange[],
  loading: Loading,
): Promise<void> {
  const paths: string[] = [];
  const oids: Oid[] = [];
  for (const { path, mode, oid } of changes) {
    if (placeOf(path) === undefined) continue;
    if (oid === null) writer.put(path, null);
    else if (!mode?.startsWith("100"))
      writer.refuse(path, mode === "160000" ? "is a submodule and no file" : "is a link and no file");
    else oids[paths.push(path) - 1] = oid;
  }
  if (oids.length === 0) return;
  let count = 0;
  await loading.repository.readBlobs(oids, (_, content) => {
    writer.put(paths[count] ?? "", content);
    count += 1;
    if (count % BATCH === 0) writer.flush();
    if (count % PORTION === 0 && count < oids.length) loading.progress(`${count} of ${oids.length} files read.`);
  });
  writer.flush();
  if (count < paths.length) throw missing(paths.slice(count));
  const project = await recoverProject(connection, loading);
  if (project !== undefined) writer.recoverProject(project);
}

/** A partial load must never pass for a whole one. */
function missing(paths: readonly string[]): BeadsError {
  const [path] = paths;
  return new BeadsError(
    "environment",
    "OBJECTS_MISSING",
    `git could not read ${paths.length} files of the ledger, ${path} among them.`,
    {
      hints: ["git fsck says what is missing."],
      fields: { path },
    },
  );
}

/** The commits that were given up. Mostly there are none, which is cheaper to ask than to walk. */
async function droppedOf(repository: Repository, known: Oid, tip: Oid): Promise<readonly ChangedCommit[]> {
  return (await repository.isAncestor(known, tip)) ? [] : walk(repository, tip, known);
}

async function walk(repository: Repository, from: Oid | null, to: Oid): Promise<ChangedCommit[]> {
  const commits: ChangedCommit[] = [];
  await repository.walkChanges({ from, to }, (commit) => commits.push(commit));
  return commits;
}

function walked({ oid, at, changes }: ChangedCommit): Walked {
  return { oid, at, paths: changes.map((change) => change.path) };
}

const TABLES = [
  "issue",
  "content",
  "label",
  "edge",
  "elsewhere",
  "message",
  "addressee",
  "asked",
  "outbox",
  "outbox_mark",
  "record",
  "reserved",
  "gate",
  "lease_file",
  "invalid",
  "revision",
  "touch",
  "touched",
  "words",
];

function clear(connection: Connection): void {
  for (const table of TABLES) connection.run(`DELETE FROM ${table}`);
  writeMeta(connection, "tip", null);
  writeMeta(connection, "project", null);
  writeMeta(connection, "elsewhere", null);
}

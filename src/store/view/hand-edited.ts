import { type Dirent, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Oid, Repository } from "../../git/repository.ts";
import { LEDGER_REF } from "../refs.ts";
import { ViewFolder } from "./folder.ts";
import { findForeign } from "./known.ts";
import { findObstacle, findPlace } from "./place.ts";
import { readViewState } from "./state.ts";
import { headKey, TRACKED, tracksBeads } from "./tracked.ts";
import { isViewPath } from "./view-path.ts";

/** How many files are held in memory at once. */
const BATCH = 2048;

/** Why there is no view in this clone, in words; null if there is one. */
export async function viewProblem({ repository }: { repository: Repository }): Promise<string | null> {
  const place = await findPlace(repository);
  if ("problem" in place) return place.problem;
  const { location } = repository;
  const isPlain = readViewState(location)?.head === headKey(location.commonDir) || !(await tracksBeads(repository));
  return isPlain ? findObstacle(place.root) : TRACKED;
}

/**
 * The files of the view that somebody changed by hand, as paths in order: their bytes are none that the ledger ever had there.
 * Beads that somebody laid there as new files are among them; other files are nobody's business.
 */
export async function handEdited({ repository }: { repository: Repository }): Promise<readonly string[]> {
  const place = await findPlace(repository);
  const tip = await repository.readRef(LEDGER_REF);
  if (tip === null || "problem" in place || (await viewProblem({ repository })) !== null) return [];
  const folder = new ViewFolder(place.root);
  const shown = readViewState(repository.location)?.tip;
  const edited: string[] = [];
  for (const batch of unsealedIn(folder)) {
    edited.push(
      ...batch.odd,
      ...(await foreignOf(repository, { tip, likely: [tip, ...(shown === undefined ? [] : [shown])] }, batch.files)),
    );
  }
  return edited.sort();
}

async function foreignOf(
  repository: Repository,
  ledger: { tip: Oid; likely: Oid[] },
  files: Map<string, Buffer>,
): Promise<Iterable<string>> {
  const there = await present(repository, ledger.likely);
  return files.size === 0 ? [] : findForeign(repository, { tip: ledger.tip, likely: there }, files);
}

async function present(repository: Repository, commits: readonly Oid[]): Promise<Oid[]> {
  const found: Oid[] = [];
  for (const commit of new Set(commits)) if (await repository.hasCommit(commit)) found.push(commit);
  return found;
}

interface Batch {
  readonly odd: string[];
  readonly files: Map<string, Buffer>;
}

/** Streams the files of the view that do not carry bd's seal, with their bytes. */
function* unsealedIn(folder: ViewFolder): Generator<Batch> {
  let batch: Batch = { odd: [], files: new Map() };
  for (const path of pathsIn(folder.root, ".beads")) {
    const standing = folder.standing(path);
    const bytes = standing === "unsealed" ? folder.read(path) : undefined;
    if (standing === "odd") batch.odd.push(path);
    if (bytes !== undefined) batch.files.set(path, bytes);
    if (batch.files.size < BATCH) continue;
    yield batch;
    batch = { odd: [], files: new Map() };
  }
  yield batch;
}

function* pathsIn(root: string, folder: string): Generator<string> {
  for (const entry of entriesOf(join(root, folder))) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) yield* pathsIn(root, path);
    else if (isViewPath(path)) yield path;
  }
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}

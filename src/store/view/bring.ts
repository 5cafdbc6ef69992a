import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Oid, Repository, TreeEntry } from "../../git/repository.ts";
import { writeWhole } from "../durable-file.ts";
import { LEDGER_REF } from "../refs.ts";
import { buildView } from "./build.ts";
import { changesBetween } from "./changes.ts";
import { ViewFolder } from "./folder.ts";
import { type Laid, layFiles } from "./lay.ts";
import { findObstacle, hasMarker, IGNORE } from "./place.ts";
import { readViewState, type ViewState, writeViewState } from "./state.ts";
import { headKey, TRACKED, tracksBeads } from "./tracked.ts";
import type { ViewRequest } from "./update.ts";
import { isViewPath } from "./view-path.ts";

/** `behind`: there is more to write than the caller has time for. */
export type Brought = (Laid & { readonly tip: Oid }) | { readonly problem: string } | "behind";

/** Takes the view to the tip that the ledger has now. For the holder of the view's lock. */
export async function bringView(request: ViewRequest, root: string): Promise<Brought> {
  const { repository } = request;
  const state = readViewState(repository.location);
  const head = headKey(repository.location.commonDir);
  const marked = hasMarker(root);
  const problem = findObstacle(root, marked) ?? (state?.head === head || !(await tracksBeads(repository)) ? null : TRACKED);
  if (problem !== null) return { problem };
  const tip = await repository.readRef(LEDGER_REF);
  if (tip === null) return { problem: "There is no ledger to show." };
  const laid = (await buildWhole(request, root, tip)) ?? (await layChanges(request, root, { tip, state, marked }));
  if (laid === "behind") return laid;
  writeViewState(repository.location, { version: 1, tip, head, kept: laid.kept });
  return { ...laid, tip };
}

/** Where nothing is yet. */
async function buildWhole(request: ViewRequest, root: string, tip: Oid): Promise<Laid | "behind" | undefined> {
  const { repository, limit = Number.POSITIVE_INFINITY } = request;
  if (existsSync(join(root, ".beads"))) return undefined;
  const entries = await shownEntries(repository, tip);
  if (entries.length > limit) return "behind";
  return (await buildView(repository, root, entries)) ? { written: entries.length, kept: [] } : undefined;
}

async function layChanges(
  request: ViewRequest,
  root: string,
  at: { tip: Oid; state: ViewState | undefined; marked: boolean },
): Promise<Laid | "behind"> {
  const { repository, changes: known, limit = Number.POSITIVE_INFINITY } = request;
  const from = at.marked ? (at.state?.tip ?? null) : null;
  const folder = new ViewFolder(root);
  const also = [...(at.state?.kept ?? []), ...(request.thorough === true ? await missingIn(folder, repository, at.tip) : [])];
  const changed = await changesBetween(repository, { from, to: at.tip, also, known });
  if (changed.count > limit) return "behind";
  // Makes the directory known as bd's own, and unseen by git.
  if (!at.marked) writeWhole(join(root, ".beads", ".gitignore"), IGNORE, { sync: false });
  const kept: string[] = [];
  let written = 0;
  for await (const contents of changed.contents) {
    const laid = await layFiles(folder, contents, { repository, tip: at.tip, likely: from === null ? [at.tip] : [from, at.tip] });
    kept.push(...laid.kept);
    written += laid.written;
  }
  return { written, kept };
}

/** The ledger's files that the view shows. */
async function shownEntries(repository: Repository, tip: Oid): Promise<TreeEntry[]> {
  const entries = await repository.listTree(tip, ".beads/");
  return entries.filter((entry) => entry.mode.startsWith("100") && isViewPath(entry.path));
}

async function missingIn(folder: ViewFolder, repository: Repository, tip: Oid): Promise<string[]> {
  const entries = await shownEntries(repository, tip);
  return entries.map((entry) => entry.path).filter((path) => folder.standing(path) === "missing");
}

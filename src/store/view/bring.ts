import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Oid, Repository } from "../../git/repository.ts";
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

/** Takes the view to the tip that the ledger has now. For the holder of the view's lock. */
export async function bringView(request: ViewRequest, root: string): Promise<Laid | { problem: string }> {
  const { repository } = request;
  const state = readViewState(repository.location);
  const head = headKey(repository.location.commonDir);
  const problem = findObstacle(root) ?? (state?.head === head || !(await tracksBeads(repository)) ? null : TRACKED);
  if (problem !== null) return { problem };
  const tip = await repository.readRef(LEDGER_REF);
  if (tip === null) return { problem: "There is no ledger to show." };
  const laid = (await buildWhole(repository, root, tip)) ?? (await layChanges(request, root, { tip, state }));
  writeViewState(repository.location, { version: 1, tip, head, kept: laid.kept });
  return laid;
}

/** Where nothing is yet. */
async function buildWhole(repository: Repository, root: string, tip: Oid): Promise<Laid | undefined> {
  if (existsSync(join(root, ".beads"))) return undefined;
  const written = await buildView(repository, root, tip);
  return written === undefined ? undefined : { written, kept: [] };
}

async function layChanges(request: ViewRequest, root: string, at: { tip: Oid; state: ViewState | undefined }): Promise<Laid> {
  const { repository, changes: known } = request;
  const from = hasMarker(root) ? (at.state?.tip ?? null) : null;
  mark(root);
  const folder = new ViewFolder(root);
  const also = [...(at.state?.kept ?? []), ...(request.thorough === true ? await missingIn(folder, repository, at.tip) : [])];
  const kept: string[] = [];
  let written = 0;
  for await (const changes of changesBetween(repository, { from, to: at.tip, also, known })) {
    const laid = await layFiles(folder, changes, { repository, tip: at.tip, likely: from === null ? [at.tip] : [from, at.tip] });
    kept.push(...laid.kept);
    written += laid.written;
  }
  return { written, kept };
}

async function missingIn(folder: ViewFolder, repository: Repository, tip: Oid): Promise<string[]> {
  const entries = await repository.listTree(tip, ".beads/");
  return entries.map((entry) => entry.path).filter((path) => isViewPath(path) && folder.standing(path) === "missing");
}

/** Makes the directory known as bd's own, and unseen by git. */
function mark(root: string): void {
  if (hasMarker(root)) return;
  const file = join(root, ".beads", ".gitignore");
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, IGNORE, { flag: "wx" });
}

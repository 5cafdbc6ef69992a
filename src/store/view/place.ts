import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { PROJECT_PATH } from "../../format/paths.ts";
import type { Location, Repository } from "../../git/repository.ts";
import { ViewFolder } from "./folder.ts";

/** The line by which bd knows its own directory again. */
export const MARKER =
  "# Made by bd: a view of the ledger (git log beads/ledger). Kept out of git; bd writes it anew when beads change.";

/** What `.beads/.gitignore` holds. */
export const IGNORE = `${MARKER}\n*\n`;

/** Where the view lies: the main worktree's root; or why there is none, in words. */
export type Place = { readonly root: string } | { readonly problem: string };

/** Finds where the view belongs. Looks at names only, not at what lies there. */
export async function findPlace(repository: Repository): Promise<Place> {
  const { location } = repository;
  if (existsSync(noViewFile(location))) return { problem: "The view is switched off in this clone (bd init --no-view)." };
  const root = location.gitDir === location.commonDir ? location.workTree : await mainWorkTree(repository);
  return root === null ? { problem: "A bare repository has no view." } : { root };
}

/** Switches the view of a clone on or off; what is there already stays. */
export function setView(location: Location, on: boolean): void {
  if (on) {
    rmSync(noViewFile(location), { force: true });
  } else {
    mkdirSync(dirname(noViewFile(location)), { recursive: true });
    writeFileSync(noViewFile(location), "");
  }
}

/** Why bd may not write below `.beads/`, judged by what lies there; null if it may. `marked`: its marker was found there. */
export function findObstacle(root: string, marked = hasMarker(root)): string | null {
  const folder = join(root, ".beads");
  const stat = lstatSync(folder, { throwIfNoEntry: false });
  if (stat === undefined) return null;
  if (stat.isSymbolicLink()) return ".beads is a symbolic link, and bd writes no view through one.";
  if (!stat.isDirectory()) return ".beads is no directory, so there is no view.";
  if (marked || isEmpty(folder) || isOurs(root)) return null;
  return "The directory .beads is not bd's own (its .gitignore lacks bd's line), so there is no view.";
}

/** Nothing in it, or only what a crash left. */
function isEmpty(folder: string): boolean {
  return readdirSync(folder).every((name) => name.endsWith(".tmp"));
}

/** The marker may have been deleted; the seal of a file that is always there tells as well. */
function isOurs(root: string): boolean {
  const missing = lstatSync(join(root, ".beads", ".gitignore"), { throwIfNoEntry: false }) === undefined;
  return missing && new ViewFolder(root).standing(PROJECT_PATH) === "sealed";
}

export function hasMarker(root: string): boolean {
  const file = join(root, ".beads", ".gitignore");
  try {
    return lstatSync(file).isFile() && readFileSync(file, "utf8").split("\n").includes(MARKER);
  } catch {
    return false;
  }
}

function noViewFile(location: Location): string {
  return join(location.commonDir, "bd", "no-view");
}

/** The main worktree, as seen from a linked one. */
async function mainWorkTree(repository: Repository): Promise<string | null> {
  const { commonDir } = repository.location;
  const config = await repository.config();
  const named = config.get("core.worktree");
  if (named !== undefined) return resolve(commonDir, named);
  if (/^(?:true|yes|on|1)$/i.test(config.get("core.bare") ?? "")) return null;
  return basename(commonDir) === ".git" ? dirname(commonDir) : null;
}

import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, sep } from "node:path";
import { BeadsError } from "../errors.ts";

/** The text of a file that is not bd's; undefined if there is none. @throws NOT_A_FILE for a folder, NO_SUCH_FOLDER for what is below a file */
export function readOutside(file: string): string | undefined {
  const folder = nearestAbove(dirname(file));
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() === false)
    throw new BeadsError("usage", "NO_SUCH_FOLDER", `${folder} is not a folder.`, { fields: { file } });
  const found = statSync(file, { throwIfNoEntry: false });
  if (found?.isDirectory() === true) throw new BeadsError("usage", "NOT_A_FILE", `${file} is a folder.`, { fields: { file } });
  return found === undefined ? undefined : readFileSync(file, "utf8");
}

function nearestAbove(folder: string): string {
  return existsSync(folder) || dirname(folder) === folder ? folder : nearestAbove(dirname(folder));
}

/** Writes a file that is not bd's, whole or not at all. A link is followed, and keeps pointing there; the mode stays, unless one is given. */
export function writeOutside(file: string, text: string, mode?: number): void {
  const target = existsSync(file) ? realpathSync(file) : file;
  const kept = mode ?? (existsSync(target) ? statSync(target).mode & 0o777 : 0o644);
  mkdirSync(dirname(target), { recursive: true });
  const beside = join(dirname(target), `.bd-${process.pid}.tmp`);
  try {
    writeFileSync(beside, text, { flag: "wx" });
    chmodSync(beside, kept);
    renameSync(beside, target);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
}

/** True for two names of one file, such as a link and what it points to. */
export function isSameFile(one: string, other: string): boolean {
  return existsSync(one) && existsSync(other) && realpathSync(one) === realpathSync(other);
}

/** Takes a file away. */
export function removeOutside(file: string): void {
  rmSync(file, { force: true });
}

/** Refuses a file that a link leads out of a folder. @throws LINK_LEADS_OUT */
export function refuseLinkOut(root: string, file: string): void {
  if (!existsSync(file) || !lstatSync(file).isSymbolicLink()) return;
  if (realpathSync(file).startsWith(`${realpathSync(root)}${sep}`)) return;
  throw new BeadsError("conflict", "LINK_LEADS_OUT", `${file} is a link that leads out of this work tree.`, {
    fields: { file },
  });
}

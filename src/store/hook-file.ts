import { chmodSync, lstatSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** A file that is not bd's, as it lies there. */
export interface HookFile {
  readonly kind: "absent" | "file" | "link" | "other";
  /** True if git would run it. */
  readonly executable: boolean;
  /** A letter for each byte, so that whatever it holds stays as it is; empty for what is no file. */
  readonly text: string;
}

export function readHook(file: string): HookFile {
  try {
    const stat = lstatSync(file);
    const kind = stat.isFile() ? "file" : stat.isSymbolicLink() ? "link" : "other";
    const executable = (stat.mode & 0o111) !== 0 || process.platform === "win32";
    return { kind, executable, text: kind === "file" ? readFileSync(file, "latin1") : "" };
  } catch (error) {
    if (!["ENOENT", "ENOTDIR"].includes((error as NodeJS.ErrnoException).code ?? "")) throw error;
    return { kind: "absent", executable: false, text: "" };
  }
}

/** Writes a hook whole or not at all; its mode stays, unless it is new. */
export function writeHook(file: string, text: string, mode: number): void {
  mkdirSync(dirname(file), { recursive: true });
  const kept = readHook(file).kind === "file" ? lstatSync(file).mode & 0o777 : mode;
  const beside = join(dirname(file), `.bd-${process.pid}.tmp`);
  try {
    writeFileSync(beside, text, { encoding: "latin1", flag: "wx" });
    chmodSync(beside, kept);
    renameSync(beside, file);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
}

/** Gives a hook another name; a link stays one. */
export function moveHook(from: string, to: string): void {
  renameSync(from, to);
}

export function removeHook(file: string): void {
  rmSync(file, { force: true });
}

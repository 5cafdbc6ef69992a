import { type SpawnSyncOptions, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packedManifest, type SourceManifest } from "./manifest.ts";

const ROOT = join(import.meta.dirname, "..");
const CONTENT = ["dist", "README.md", "CHANGELOG.md", "LICENSE"];

/** Packs the built program with its own manifest. Prints the tarball's name; it lies in the root of the repository. */
function pack(): void {
  const staging = mkdtempSync(join(tmpdir(), "bd-pack-"));
  try {
    for (const name of CONTENT.filter((each) => existsSync(join(ROOT, each)))) {
      cpSync(join(ROOT, name), join(staging, name), { recursive: true });
    }
    const source = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as SourceManifest;
    writeFileSync(join(staging, "package.json"), `${JSON.stringify(packedManifest(source), undefined, 2)}\n`);
    const options: SpawnSyncOptions = { cwd: staging, stdio: "inherit", shell: process.platform === "win32" };
    const { status } = spawnSync("npm", ["pack", "--silent", "--ignore-scripts", "--pack-destination", ROOT], options);
    process.exitCode = status ?? 1;
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

pack();

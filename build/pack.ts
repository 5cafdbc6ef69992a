import { type SpawnSyncOptions, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packedManifest, type SourceManifest } from "./manifest.ts";
import { manuals } from "./manuals.ts";

const ROOT = join(import.meta.dirname, "..");
const CONTENT = ["dist", "README.md", "CHANGELOG.md", "LICENSE"];

/** Packs the built program with its own manifest. Prints the tarball's name; it lies in the root of the repository. */
async function pack(): Promise<void> {
  const staging = mkdtempSync(join(tmpdir(), "bd-pack-"));
  try {
    for (const name of CONTENT.filter((each) => existsSync(join(ROOT, each)))) {
      cpSync(join(ROOT, name), join(staging, name), { recursive: true });
    }
    const source = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as SourceManifest;
    const pages = await manuals(source);
    mkdirSync(join(staging, "man"));
    for (const { file, text } of pages) writeFileSync(join(staging, "man", file), text);
    const manifest = packedManifest(source, { man: pages.map(({ file }) => `man/${file}`) });
    writeFileSync(join(staging, "package.json"), `${JSON.stringify(manifest, undefined, 2)}\n`);
    const options: SpawnSyncOptions = { cwd: staging, stdio: "inherit", shell: process.platform === "win32" };
    const { status } = spawnSync("npm", ["pack", "--silent", "--ignore-scripts", "--pack-destination", ROOT], options);
    process.exitCode = status ?? 1;
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

await pack();

import { chmodSync, cpSync, existsSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { COMMANDS } from "../commands/index.ts";
import { bundle } from "./bundle.ts";
import { writeLibrary } from "./library.ts";
import { licences } from "./licences.ts";

const ROOT = join(import.meta.dirname, "..");
const DIST = join(ROOT, "dist");

/** The summary of every verb, from the classes themselves. */
async function summaries(): Promise<Record<string, string>> {
  const pairs = await Promise.all(Object.entries(COMMANDS).map(async ([name, entry]) => [name, (await entry.load()).summary]));
  return Object.fromEntries(pairs);
}

const metafile = await bundle({ root: ROOT, directory: join(DIST, "chunks"), summaries: await summaries() });
cpSync(join(ROOT, "build/launcher.js"), join(DIST, "bd.js"));
chmodSync(join(DIST, "bd.js"), 0o755);
writeFileSync(join(DIST, "package.json"), `${JSON.stringify({ type: "commonjs" })}\n`);
await writeLibrary(ROOT, DIST);
writeFileSync(join(DIST, "licences.txt"), licences(ROOT, metafile));
rmSync(join(DIST, "templates"), { recursive: true, force: true });
if (existsSync(join(ROOT, "templates"))) cpSync(join(ROOT, "templates"), join(DIST, "templates"), { recursive: true });

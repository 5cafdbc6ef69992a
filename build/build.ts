import { createHash } from "node:crypto";
import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { COMMANDS } from "../commands/index.ts";
import { guideOf } from "../src/cli/guide.ts";
import type { Guide } from "../src/cli/parse-guide.ts";
import { SCHEMA_VERSION } from "../src/store/index/schema.ts";
import { bundle } from "./bundle.ts";
import { writeLibrary } from "./library.ts";
import { licences } from "./licences.ts";
import { PACK_NAMES } from "./packs.ts";

const ROOT = join(import.meta.dirname, "..");
const DIST = join(ROOT, "dist");

/** The summary of every verb, from the classes themselves. */
async function summaries(): Promise<Record<string, string>> {
  const pairs = await Promise.all(Object.entries(COMMANDS).map(async ([name, entry]) => [name, (await entry.load()).summary]));
  return Object.fromEntries(pairs);
}

/** When each verb is used, and its examples. */
async function guides(): Promise<Record<string, Guide>> {
  const names = Object.entries(COMMANDS).flatMap(([name, { alias }]) => (alias === undefined ? [name] : []));
  return Object.fromEntries(await Promise.all(names.map(async (name) => [name, await guideOf(name)])));
}

/** The launcher, with what is in which pack, and what names its code cache: the program's own digest, and the verbs that each have one. */
function launcher(places: ReadonlyMap<string, string>): string {
  const packs = PACK_NAMES.map((name) => readFileSync(join(DIST, "chunks", name)));
  const digest = createHash("sha256").update(Buffer.concat(packs)).digest("hex").slice(0, 12);
  const verbs = [...new Set(Object.keys(COMMANDS).map((name) => name.split(" ")[0]))].join(" ");
  const chunks = PACK_NAMES.slice(1, -1).map((pack) => [
    pack,
    [...places].flatMap(([chunk, place]) => (place === pack ? [`./${chunk}`] : [])).join(" "),
  ]);
  return readFileSync(join(ROOT, "build/launcher.js"), "utf8")
    .replace("@BUILD@", digest)
    .replace("@VERBS@", verbs)
    .replace('"@PACKS@"', JSON.stringify(Object.fromEntries(chunks)));
}

const { metafile, places } = await bundle({
  root: ROOT,
  directory: join(DIST, "chunks"),
  built: {
    BUILT_SUMMARIES: JSON.stringify(await summaries()),
    BUILT_GUIDES: JSON.stringify(await guides()),
    BUILT_SCHEMA_VERSION: SCHEMA_VERSION,
  },
});
writeFileSync(join(DIST, "bd.js"), launcher(places));
chmodSync(join(DIST, "bd.js"), 0o755);
writeFileSync(join(DIST, "package.json"), `${JSON.stringify({ type: "commonjs" })}\n`);
await writeLibrary(ROOT, DIST);
writeFileSync(join(DIST, "licences.txt"), licences(ROOT, metafile));

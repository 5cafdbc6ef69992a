import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { transform } from "esbuild";
import { COMMANDS } from "../commands/index.ts";
import { guideOf } from "../src/cli/guide.ts";
import type { Guide } from "../src/cli/parse-guide.ts";
import { SCHEMA_VERSION } from "../src/store/index/schema.ts";
import { type Bundled, bundle, dropOthers } from "./bundle.ts";
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

/**
 * The launcher, with what is in which pack, and what names its code cache: the program's own digest, and the verbs that each have one. It is compiled at
 * every start, so it is made small; its syntax stays as old as it is.
 */
async function launcher({ digest, firsts, begin }: Bundled["packs"]): Promise<string> {
  const verbs = [...new Set(Object.keys(COMMANDS).map((name) => name.split(" ")[0]))].join(" ");
  const text = readFileSync(join(ROOT, "build/launcher.js"), "utf8")
    .replace("@BUILD@", digest)
    .replace("@VERBS@", verbs)
    .replace('"@PACKS@"', JSON.stringify(PACK_NAMES))
    .replace('"@FIRSTS@"', JSON.stringify(firsts))
    .replace('"@BEGIN@"', String(begin));
  return (await transform(text, { minify: true, target: "es5", platform: "node", format: "cjs" })).code;
}

const { metafile, names, packs } = await bundle({
  root: ROOT,
  directory: join(DIST, "chunks"),
  built: {
    BUILT_SUMMARIES: JSON.stringify(await summaries()),
    BUILT_GUIDES: JSON.stringify(await guides()),
    BUILT_SCHEMA_VERSION: SCHEMA_VERSION,
  },
});
writeFileSync(join(DIST, "bd.js"), await launcher(packs));
chmodSync(join(DIST, "bd.js"), 0o755);
dropOthers(join(DIST, "chunks"), names);
writeFileSync(join(DIST, "package.json"), `${JSON.stringify({ type: "commonjs" })}\n`);
await writeLibrary(ROOT, DIST);
writeFileSync(join(DIST, "licences.txt"), licences(ROOT, metafile));

import { spawnSync } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

/** Writes `index.mjs`, the library's names over the program's own chunks, and its type declarations. */
export async function writeLibrary(root: string, dist: string): Promise<void> {
  const names = Object.keys(createRequire(import.meta.url)(join(dist, "chunks/library.cjs")) as object).sort();
  const text = `import library from "./chunks/library.cjs";\nexport const { ${names.join(", ")} } = library;\n`;
  writeFileSync(join(dist, "index.mjs"), text);
  rmSync(join(dist, "types"), { recursive: true, force: true });
  const tsc = join(root, "node_modules/typescript/bin/tsc");
  const options = ["-p", join(root, "tsconfig.build.json"), "--outDir", join(dist, "types")];
  const { status, stdout } = spawnSync(process.execPath, [tsc, ...options], { encoding: "utf8" });
  if (status !== 0) throw new Error(`The type declarations could not be made.\n${stdout}`);
}

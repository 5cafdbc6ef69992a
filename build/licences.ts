import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Metafile } from "esbuild";

/** The licence texts of the packages that are part of the bundle, as they ask for. */
export function licences(root: string, { inputs }: Metafile): string {
  const names = Object.keys(inputs).map((path) => /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1]);
  const packages = [...new Set(names.filter((name) => name !== undefined))].sort();
  return packages.map((name) => `${name}\n\n${licenceOf(join(root, "node_modules", name))}\n`).join(`\n${"-".repeat(80)}\n\n`);
}

function licenceOf(directory: string): string {
  const file = existsSync(directory)
    ? readdirSync(directory).find((name) => /^(licen[cs]e|copying)(\.|$)/i.test(name))
    : undefined;
  if (file !== undefined) return readFileSync(join(directory, file), "utf8").trim();
  const manifest = JSON.parse(readFileSync(join(directory, "package.json"), "utf8")) as { license?: string };
  return `Licence: ${manifest.license ?? "not stated"}`;
}

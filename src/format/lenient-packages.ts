import { createRequire } from "node:module";

type Matter = typeof import("gray-matter");
type YamlPackage = typeof import("yaml");
type Zod = typeof import("zod/mini");

interface Packages {
  readonly matter: Matter;
  readonly yaml: YamlPackage;
  readonly zod: Zod;
}

let packages: Packages | undefined;

/**
 * The packages that only the lenient reader needs, loaded when the first file asks for them: they cost more than a whole command. Reading
 * is synchronous, so they are required, through a `require` of this module's own: that works from source and in the bundle alike, where
 * a bundler leaves such a call alone and the packages come from the program's own dependencies.
 */
export function loadLenient(): Packages {
  if (packages === undefined) {
    const load = createRequire(import.meta.url);
    packages = { matter: load("gray-matter") as Matter, yaml: load("yaml") as YamlPackage, zod: load("zod/mini") as Zod };
  }
  return packages;
}

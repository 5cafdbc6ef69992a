import { createRequire } from "node:module";

type Matter = typeof import("gray-matter");
type YamlPackage = typeof import("yaml");
type Zod = Pick<typeof import("zod/mini"), (typeof ZOD_PARTS)[number]>;

/** What is used of zod; the bundle leaves the rest of it out. */
export const ZOD_PARTS = [
  "array",
  "boolean",
  "custom",
  "int",
  "minLength",
  "number",
  "pipe",
  "string",
  "transform",
  "union",
] as const;

interface Packages {
  readonly matter: Matter;
  readonly yaml: YamlPackage;
  readonly zod: Zod;
}

let packages: Packages | undefined;

/**
 * The packages that only the lenient reader needs, loaded when the first file asks for them: they cost more than a whole command. Reading
 * is synchronous, so they are required and not imported. From source that is this module; the bundle holds them in a file of their own,
 * and has build/lenient.ts stand in for this module.
 */
export function loadLenient(): Packages {
  if (packages === undefined) {
    const load = createRequire(import.meta.url);
    packages = { matter: load("gray-matter") as Matter, yaml: load("yaml") as YamlPackage, zod: load("zod/mini") as Zod };
  }
  return packages;
}

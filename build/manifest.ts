/** What the repository's own manifest holds, as far as the packed one takes it over. */
export interface SourceManifest {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly license: string;
  readonly engines: Readonly<Record<string, string>>;
  readonly bin: Readonly<Record<string, string>>;
  readonly keywords?: readonly string[];
}

/**
 * The manifest of the packed package. Everything that runs is in the bundle, so it depends on nothing; it carries no
 * Node, no scripts and no tools. `man`: pages of the manual, which npm puts where man finds them.
 */
export function packedManifest(
  { name, version, description, license, engines, bin, keywords = [] }: SourceManifest,
  { man }: { readonly man: readonly string[] },
): object {
  return {
    name,
    version,
    description,
    keywords,
    license,
    engines,
    bin,
    exports: { ".": { types: "./dist/types/src/index.d.ts", default: "./dist/index.mjs" }, "./package.json": "./package.json" },
    types: "./dist/types/src/index.d.ts",
    man,
    files: ["dist", "man", "README.md", "CHANGELOG.md", "LICENSE"],
  };
}

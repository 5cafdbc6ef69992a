import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { build, type Metafile, transform } from "esbuild";
import { oclifParser } from "./oclif-parser.ts";

/** What a bundle needs to know. */
export interface Bundling {
  /** The root of the source tree. */
  readonly root: string;
  /** Where the chunks go. */
  readonly directory: string;
  /** Verb to summary, for plain `bd`, so that it need not load the verbs. */
  readonly summaries: Readonly<Record<string, string>>;
}

/** Bundles program and library into CommonJS chunks that are required when first needed. Answers what went in. */
export async function bundle({ root, directory, summaries }: Bundling): Promise<Metafile> {
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { recursive: true });
  const { outputFiles, metafile } = await build({
    entryPoints: { bin: join(root, "src/bin.ts"), library: join(root, "src/index.ts") },
    absWorkingDir: root,
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node22.16",
    minifySyntax: true,
    minifyWhitespace: true,
    outdir: directory,
    outExtension: { ".js": ".cjs" },
    chunkNames: "[name]-[hash]",
    define: { BUILT_SUMMARIES: JSON.stringify(summaries) },
    plugins: [oclifParser],
    metafile: true,
    write: false,
    logLevel: "warning",
  });
  for (const { path, text } of outputFiles) writeFileSync(join(directory, basename(path)), await asCommonJs(text));
  return metafile;
}

/** esbuild splits only ES modules; requiring CommonJS is what starts faster (docs/decisions/0001). */
async function asCommonJs(code: string): Promise<string> {
  const supported = { "dynamic-import": false };
  const options = {
    format: "cjs",
    platform: "node",
    target: "node22.16",
    supported,
    minify: true,
    legalComments: "none",
  } as const;
  return (await transform(code, options)).code;
}

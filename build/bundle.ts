import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { build, type Metafile, transform } from "esbuild";
import { inkWithoutWaiting } from "./ink.ts";
import { bundleLenient, LENIENT, lenientStandIn } from "./lenient.ts";
import { oclifParser } from "./oclif-parser.ts";
import { type Packed, packed } from "./packed.ts";
import { packOf } from "./packs.ts";
import { withPlainExports } from "./plain-exports.ts";

/** What a bundle needs to know. */
export interface Bundling {
  /** The root of the source tree. */
  readonly root: string;
  /** Where the chunks go. */
  readonly directory: string;
  /** What the program would work out each time it starts, by the name under which it looks for that. */
  readonly built: Readonly<Record<string, string>>;
}

/** What was made. */
export interface Bundled {
  readonly metafile: Metafile;
  readonly packs: Omit<Packed, "files">;
  /** The files of this build. */
  readonly names: ReadonlySet<string>;
}

/** Bundles program and library into CommonJS chunks that are required when first needed. Answers what went in, and where to. */
export async function bundle({ root, directory, built }: Bundling): Promise<Bundled> {
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
    define: {
      "process.env.NODE_ENV": '"production"',
      ...Object.fromEntries(Object.entries(built).map(([name, value]) => [name, JSON.stringify(value)])),
    },
    plugins: [oclifParser, lenientStandIn, inkWithoutWaiting],
    metafile: true,
    write: false,
    logLevel: "warning",
  });
  refuseCircles(metafile);
  const chunks = await Promise.all(outputFiles.map(async ({ path, text }) => [basename(path), await asCommonJs(text)] as const));
  const lenient = await bundleLenient(root);
  const places = packOf(metafile);
  const { files, ...packs } = packed(new Map(chunks), { foreign: foreignChunks(metafile), places });
  const names = writeFiles(directory, new Map([...files, [LENIENT, lenient.text]]));
  return {
    names,
    metafile: { ...metafile, inputs: { ...metafile.inputs, ...lenient.metafile.inputs } },
    packs,
  };
}

/** The chunks that are mostly made of packages. */
function foreignChunks({ outputs }: Metafile): ReadonlySet<string> {
  const foreign = Object.entries(outputs).filter(([, { inputs, bytes }]) => {
    const packages = Object.entries(inputs).filter(([path]) => path.startsWith("node_modules/"));
    return packages.reduce((sum, [, { bytesInOutput }]) => sum + bytesInOutput, 0) > bytes / 2;
  });
  return new Set(foreign.map(([path]) => basename(path)));
}

/** A chunk has no exports before it has run: none may wait for another that waits for it. */
function refuseCircles({ outputs }: Metafile): void {
  const done = new Set<string>();
  const visit = (path: string, above: readonly string[]) => {
    if (above.includes(path)) throw new Error(`Chunks import each other: ${[...above, path].join(", ")}`);
    if (done.has(path)) return;
    for (const { path: next, kind } of outputs[path]?.imports ?? [])
      if (kind === "import-statement") visit(next, [...above, path]);
    done.add(path);
  };
  for (const path of Object.keys(outputs)) visit(path, []);
}

/** Puts new files beside the old ones, whole at once. */
function writeFiles(directory: string, files: ReadonlyMap<string, string>): ReadonlySet<string> {
  mkdirSync(directory, { recursive: true });
  for (const [name, text] of files) {
    const draft = join(directory, `.${name}.${process.pid}`);
    writeFileSync(draft, text);
    renameSync(draft, join(directory, name));
  }
  return new Set(files.keys());
}

/** Takes away what earlier builds left, once nothing begins with it any more. */
export function dropOthers(directory: string, names: ReadonlySet<string>): void {
  for (const name of readdirSync(directory)) if (!names.has(name)) rmSync(join(directory, name), { force: true });
}

/** esbuild splits only ES modules; requiring CommonJS is what starts faster (docs/decisions/0001). */
async function asCommonJs(code: string): Promise<string> {
  const supported = { "dynamic-import": false };
  const options = {
    format: "cjs",
    platform: "node",
    target: "node22.16",
    supported,
    legalComments: "none",
  } as const;
  const converted = await transform(code, options);
  return (await transform(withPlainExports(converted.code), { ...options, minify: true })).code;
}

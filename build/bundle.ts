import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { build, type Metafile, transform } from "esbuild";
import { inkWithoutWaiting } from "./ink.ts";
import { bundleLenient, LENIENT, lenientStandIn } from "./lenient.ts";
import { oclifParser } from "./oclif-parser.ts";
import { packed } from "./packed.ts";
import { withPlainExports } from "./plain-exports.ts";

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
    define: { "process.env.NODE_ENV": '"production"', BUILT_SUMMARIES: JSON.stringify(JSON.stringify(summaries)) },
    plugins: [oclifParser, lenientStandIn, inkWithoutWaiting],
    metafile: true,
    write: false,
    logLevel: "warning",
  });
  refuseCircles(metafile);
  const chunks = await Promise.all(outputFiles.map(async ({ path, text }) => [basename(path), await asCommonJs(text)] as const));
  const lenient = await bundleLenient(root);
  replaceFiles(
    directory,
    new Map([
      ...packed(new Map(chunks), { foreign: foreignChunks(metafile), hot: hotChunks(metafile) }),
      [LENIENT, lenient.text],
    ]),
  );
  return { ...metafile, inputs: { ...metafile.inputs, ...lenient.metafile.inputs } };
}

/** The chunks that are mostly made of packages. */
function foreignChunks({ outputs }: Metafile): ReadonlySet<string> {
  const foreign = Object.entries(outputs).filter(([, { inputs, bytes }]) => {
    const packages = Object.entries(inputs).filter(([path]) => path.startsWith("node_modules/"));
    return packages.reduce((sum, [, { bytesInOutput }]) => sum + bytesInOutput, 0) > bytes / 2;
  });
  return new Set(foreign.map(([path]) => basename(path)));
}

/** Where reads begin: their chunks, and what those import, are packed apart. */
const READS =
  /^(src\/bin|src\/cli\/(open|notices|look-elsewhere)|src\/git\/native\/(native-repository|config-cache)|src\/(services|render)\/inbox-inject|commands\/(ready|list|show|search|overview|inbox|thread))\.ts$/;

function hotChunks({ outputs }: Metafile): ReadonlySet<string> {
  const hot = new Set<string>();
  const take = (path: string) => {
    if (hot.has(path)) return;
    hot.add(path);
    for (const { path: next, kind } of outputs[path]?.imports ?? []) if (kind === "import-statement") take(next);
  };
  for (const [path, { entryPoint }] of Object.entries(outputs)) if (READS.test(entryPoint ?? "")) take(path);
  return new Set([...hot].map((path) => basename(path)));
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

/** Puts new chunks beside the old ones before those go, so that a program that is running now still finds what it needs. */
function replaceFiles(directory: string, files: ReadonlyMap<string, string>): void {
  mkdirSync(directory, { recursive: true });
  for (const [name, text] of files) {
    const draft = join(directory, `.${name}.${process.pid}`);
    writeFileSync(draft, text);
    renameSync(draft, join(directory, name));
  }
  for (const name of readdirSync(directory)) if (!files.has(name)) rmSync(join(directory, name), { force: true });
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

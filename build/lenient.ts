import { build, type Metafile, type Plugin } from "esbuild";
import { ZOD_PARTS } from "../src/format/lenient-packages.ts";

/** The file of the packages that only the lenient reader needs; it is required when the first file asks for it. */
export const LENIENT = "lenient.cjs";

const PARTS = ZOD_PARTS.join(", ");

const PACKAGES = `
export { default as matter } from "gray-matter";
export * as yaml from "yaml";
import { ${PARTS} } from "zod/mini";
export const zod = { ${PARTS} };`;

/**
 * Stands in for src/format/lenient-packages.ts. Reading is synchronous, so the packages cannot come by a dynamic import; and
 * required where they are used, they would weigh on every command.
 */
export const lenientStandIn: Plugin = {
  name: "lenient",
  setup(within) {
    within.onResolve({ filter: /lenient-packages\.ts$/ }, ({ path }) => ({ path, namespace: "lenient" }));
    within.onLoad({ filter: /.*/, namespace: "lenient" }, () => ({
      contents: `export const loadLenient = () => require("./${LENIENT}");`,
    }));
    within.onResolve({ filter: /.*/, namespace: "lenient" }, ({ path }) => ({ path, external: true }));
  },
};

/** Bundles those packages into one file. */
export async function bundleLenient(root: string): Promise<{ readonly text: string; readonly metafile: Metafile }> {
  const { outputFiles, metafile } = await build({
    stdin: { contents: PACKAGES, resolveDir: root, loader: "js" },
    absWorkingDir: root,
    bundle: true,
    format: "cjs",
    platform: "node",
    target: "node22.16",
    minify: true,
    legalComments: "none",
    metafile: true,
    write: false,
    // gray-matter holds an eval for an engine that our reader replaces by one that throws.
    logLevel: "error",
  });
  return { text: outputFiles[0]?.text ?? "", metafile };
}

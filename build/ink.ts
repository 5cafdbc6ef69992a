import { readFile } from "node:fs/promises";
import type { Plugin } from "esbuild";

/**
 * Ink's layout engine comes by an import that waits at the top of its module, which no CommonJS chunk can do. Here the module is there at
 * once and is filled when the engine has come; `src/tui/yoga-ready.ts` waits for that before anything is drawn.
 */
export const inkWithoutWaiting: Plugin = {
  name: "ink",
  setup(within) {
    within.onResolve({ filter: /^yoga-layout$/ }, ({ resolveDir }) => ({
      path: "yoga",
      namespace: "yoga",
      pluginData: resolveDir,
    }));
    within.onLoad({ filter: /.*/, namespace: "yoga" }, ({ pluginData }) => ({
      contents: `import { loadYoga } from "yoga-layout/load";
const Yoga = {};
export default Yoga;
export const yogaReady = loadYoga().then((loaded) => Object.assign(Yoga, loaded));`,
      resolveDir: pluginData as string,
      loader: "js",
    }));
    // What Ink waits for where DEV is set (a debugger, its own version) is no part of the program.
    within.onLoad({ filter: /[\\/]ink[\\/]build[\\/]reconciler\.js$/ }, async ({ path }) => {
      const text = await readFile(path, "utf8");
      const waits = /^if \(process\.env\['DEV'\] === 'true'\) \{\n[\s\S]*?^\}\n/gm;
      if (text.match(waits)?.length !== 2) throw new Error(`${path} waits for something else than before.`);
      return { contents: text.replace(waits, ""), loader: "js" };
    });
    within.onResolve({ filter: /yoga-ready\.ts$/ }, ({ resolveDir }) => ({
      path: "ready",
      namespace: "yoga-ready",
      pluginData: resolveDir,
    }));
    within.onLoad({ filter: /.*/, namespace: "yoga-ready" }, ({ pluginData }) => ({
      contents: `export { yogaReady } from "yoga-layout";`,
      resolveDir: pluginData as string,
      loader: "js",
    }));
  },
};

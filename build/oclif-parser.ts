import type { Plugin } from "esbuild";

/**
 * What oclif's parser asks of the rest of oclif, said small. Its own modules pull in help, configuration, terminal
 * colours and `node:readline`, which together cost more than a whole read command (docs/decisions/0001).
 */
const STAND_INS: Readonly<Record<string, string>> = {
  "../errors":
    "export class CLIError extends Error { constructor(e) { super(e instanceof Error ? e.message : e); this.oclif = { exit: 2 }; } }",
  "../cache": "export default { getInstance: () => ({ get: () => undefined }) }",
  "../logger": "export const makeDebug = () => () => {}",
  "../ux": "export const ux = {}",
  "../ux/list": 'export default (rows) => rows.map((row) => row.filter(Boolean).join("  ")).join("\\n")',
  "../ux/theme": "export const colorize = (_, text) => text",
  "./help": "export const flagUsages = () => []",
  "node:os": 'export const EOL = "\\n"',
  "node:readline": 'export const createInterface = () => { throw new Error("Standard input is not for flags.") }',
};

/** The classes of its errors are made when one is thrown: a dozen classes cost as much as the rest of it. */
const ERRORS = "./errors";
const LATE = 'module.exports = new Proxy({}, { get: (_, name) => require("./errors.js")[name] });';

const PARSER = /@oclif[\\/]core[\\/]lib[\\/]parser[\\/][a-z]+\.js$/;

/** Bundles oclif's parser alone, without what it would load for its error texts. */
export const oclifParser: Plugin = {
  name: "oclif-parser",
  setup(build) {
    build.onResolve({ filter: /.*/ }, ({ importer, path, namespace, resolveDir }) => {
      if (!PARSER.test(importer) || namespace !== "file") return undefined;
      if (path === ERRORS) return { path, namespace: "oclif-errors", pluginData: resolveDir };
      return Object.hasOwn(STAND_INS, path) ? { path, namespace: "oclif-parser" } : undefined;
    });
    build.onLoad({ filter: /.*/, namespace: "oclif-parser" }, ({ path }) => ({ contents: STAND_INS[path] ?? "", loader: "js" }));
    build.onLoad({ filter: /.*/, namespace: "oclif-errors" }, ({ pluginData }) => ({
      contents: LATE,
      loader: "js",
      resolveDir: pluginData as string,
    }));
  },
};

/** The object of getters that esbuild makes of a module's exports, and the one that it makes of that. */
const EXPORTS = /var (\w+) = \{\};\n__export\(\1, \{\n([\s\S]*?)\n\}\);\nmodule\.exports = __toCommonJS\(\1\);\n/;
/** A hint for Node's import of CommonJS, which nobody needs here. */
const ANNOTATION = /\/\/ Annotate the CommonJS export names for ESM import in node:\n0 && \(module\.exports = \{[\s\S]*?\}\);\n/;
const GETTER = /^ {2}([\w$]+): \(\) => ([\w$.]+),?$/;

/**
 * Gives a chunk plain exports, set at its end, where esbuild defines a getter on a getter for each name, to be called at every use. Nothing
 * that is exported is assigned later, and chunks never import each other in a circle: the bundle sees to that.
 * @throws Error where esbuild's output has another form
 */
export function withPlainExports(code: string): string {
  const found = EXPORTS.exec(code);
  if (found === null) return code;
  const pairs = (found[2] ?? "").split("\n").map((line) => {
    const [, name, local] = GETTER.exec(line) ?? [];
    if (name === undefined || local === undefined) throw new Error(`An export of another form: ${line}`);
    return name === local ? name : `${name}: ${local}`;
  });
  const before = code.slice(0, found.index);
  const after = code
    .slice(found.index + found[0].length)
    .replace(ANNOTATION, "")
    .replace(/__toESM\((require\("\.\/[^"]+"\))\)/g, "$1");
  return `${neededHelpers(before, after)}${after}\nmodule.exports = { ${pairs.join(", ")} };\n`;
}

/** The functions that esbuild puts before everything else, as far as something still calls them. */
function neededHelpers(before: string, after: string): string {
  const helpers = before.split(/\n(?=var __)/);
  const kept: string[] = [];
  for (const helper of helpers.toReversed()) {
    const name = /^var (__\w+) =/.exec(helper)?.[1];
    if (name === undefined || [after, ...kept].some((text) => text.includes(name))) kept.unshift(helper);
  }
  return `${kept.join("\n")}\n`;
}

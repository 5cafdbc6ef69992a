import type { Interfaces } from "@oclif/core";
import { COMMANDS } from "../../commands/index.ts";
import { CLAIM_KEYS, ENDING_KEYS, RENEWAL_KEYS, RESET_KEYS } from "../../src/format/claim-file.ts";
import { ISSUE_KEYS } from "../../src/format/issue-file.ts";
import { MESSAGE_KEYS } from "../../src/format/message-file.ts";
import { PROJECT_KEYS } from "../../src/format/project-file.ts";
import { RECORD_FILES } from "../../src/format/records/parse-record.ts";
import { filesBelow, sourceOf } from "./source-tree.ts";

interface CommandSurface {
  readonly alias?: string;
  readonly args: readonly string[];
  readonly flags: readonly string[];
}

/** The keys of each bead's file, in their order. */
export const FRONTMATTER: Readonly<Record<string, readonly string[]>> = {
  claim: CLAIM_KEYS,
  ending: ENDING_KEYS,
  issue: ISSUE_KEYS,
  message: MESSAGE_KEYS,
  project: PROJECT_KEYS,
  renewal: RENEWAL_KEYS,
  reset: RESET_KEYS,
  ...Object.fromEntries(Object.entries(RECORD_FILES).map(([name, { keys }]) => [name, keys])),
};

/** Every verb with its arguments and flags, as they are typed. */
export async function commandSurface(): Promise<Readonly<Record<string, CommandSurface>>> {
  const found: Record<string, CommandSurface> = {};
  for (const name of Object.keys(COMMANDS).sort()) {
    const entry = COMMANDS[name];
    if (entry === undefined) continue;
    const verb = await entry.load();
    const args = [...Object.keys(verb.args), ...(verb.strict ? [] : ["..."])];
    found[name] = { ...(entry.alias === undefined ? {} : { alias: entry.alias }), args, flags: flagsOf(verb.flags) };
  }
  return found;
}

/** `-p, --priority=` for a flag with a value, `--label=…` for one that may be repeated, `--[no-]view` for one that may be denied. */
function flagsOf(flags: Interfaces.FlagInput): string[] {
  const lines = Object.entries(flags).flatMap(([name, flag]) => {
    const value = flag.type === "boolean" ? "" : flag.multiple ? "=…" : "=";
    const no = flag.type === "boolean" && flag.allowNo ? "[no-]" : "";
    const short = [flag.char, ...(flag.charAliases ?? [])].filter((char) => char !== undefined).map((char) => `-${char}, `);
    return [`${short.join("")}--${no}${name}${value}`, ...(flag.aliases ?? []).map((alias) => `--${alias}${value}`)];
  });
  return lines.sort();
}

const PRODUCT = [...filesBelow("src", /\.tsx?$/), ...filesBelow("commands", /\.tsx?$/), "build/launcher.js"];

function foundIn(patterns: readonly RegExp[]): readonly string[] {
  const found = PRODUCT.flatMap((path) =>
    patterns.flatMap((pattern) => [...sourceOf(path).matchAll(pattern)].map((match) => match[1] ?? "")),
  );
  return [...new Set(found)].sort();
}

const CODE = "([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)";
const KIND = '(?:"(?:not-found|usage|conflict|invalid-data|environment)",\\s*)';

/** Every error code that the sources name: behind its kind, as the first argument of a function that refuses, or in a table. */
export function errorCodes(): readonly string[] {
  const patterns = [
    `${KIND}"${CODE}"`,
    `\\bcode:\\s*"${CODE}"`,
    `\\[\\s*"${CODE}",\\s*"[A-Z][a-z]+ `,
    `\\b(?:refuse|fail|bad|wrong|invalid)\\(\\s*"${CODE}"`,
  ];
  return foundIn(patterns.map((pattern) => new RegExp(pattern, "g"))).filter((code) => !/^(BD|GIT|XDG)_/.test(code));
}

/** Every variable of the product's own that is read or set. */
export function environment(): readonly string[] {
  return foundIn([/["'.](BD_[A-Z_]+)\b/g]);
}

export function dependencies(): readonly string[] {
  const manifest = JSON.parse(sourceOf("package.json")) as { dependencies: Record<string, string> };
  return Object.keys(manifest.dependencies).sort();
}

import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Measure } from "../measure.ts";

const ROOT = join(import.meta.dirname, "..", "..");
const CONTENT = ["dist", "README.md", "CHANGELOG.md", "LICENSE", "package.json"];
const LIMIT_MB = 25;

/** What an installed package takes on disk: the bundle depends on nothing, so it is the package's own files. */
export const installed: Measure = {
  name: "installed",
  work: "installed size without optional parts",
  async take() {
    const bytes = CONTENT.map((name) => join(ROOT, name)).reduce((sum, path) => sum + (existsSync(path) ? sizeOf(path) : 0), 0);
    const megabytes = bytes / 1e6;
    return [{ work: this.work, budget: `≤ ${LIMIT_MB} MB`, measured: `${megabytes.toFixed(1)} MB`, met: megabytes <= LIMIT_MB }];
  },
};

function sizeOf(path: string): number {
  if (!statSync(path).isDirectory()) return statSync(path).size;
  return readdirSync(path).reduce((sum, name) => sum + sizeOf(join(path, name)), 0);
}

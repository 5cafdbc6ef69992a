import { isAbsolute, join, relative, resolve, sep } from "node:path";
import { BeadsError } from "../../errors.ts";
import { readHook } from "../../store/hook-file.ts";
import type { Workspace } from "../workspace.ts";

/** Where a repository's hooks lie, and who writes them. */
export interface HooksPlace {
  readonly folder: string;
  /** `plain`: git runs the files there. `scripts`: husky runs them, with a shell, from its own hooks. `foreign`: not this repository's to change. */
  readonly kind: "plain" | "scripts" | "foreign" | "lefthook";
}

const LEFTHOOK = ["yml", "yaml", "toml", "json"].flatMap((end) => [
  `lefthook.${end}`,
  `.lefthook.${end}`,
  join(".config", `lefthook.${end}`),
]);

/** Where git looks for hooks here: `core.hooksPath`, else the hooks of the common git directory. @throws NO_WORK_TREE */
export async function hooksPlace({ repository, folders }: Workspace): Promise<HooksPlace> {
  const { workTree, commonDir } = repository.location;
  if (workTree === null) throw new BeadsError("environment", "NO_WORK_TREE", "A bare repository has no commits to guard.");
  const said = (await repository.config()).get("core.hookspath");
  const named = said?.startsWith("~/") ? join(folders.home, said.slice(2)) : said;
  const folder = named === undefined || named === "" ? join(commonDir, "hooks") : resolve(workTree, named);
  if (LEFTHOOK.some((name) => readHook(join(workTree, name)).kind !== "absent")) return { folder, kind: "lefthook" };
  const [first, second, ...more] = relative(workTree, folder).split(sep);
  if (first === ".husky" && second === "_" && more.length === 0) return { folder: join(workTree, ".husky"), kind: "scripts" };
  const isOurs = isBelow(folder, workTree) || isBelow(folder, commonDir);
  return { folder, kind: isOurs ? "plain" : "foreign" };
}

function isBelow(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way !== "" && !way.startsWith("..") && !isAbsolute(way);
}

import { join } from "node:path";
import type { GitConfig, Location } from "../git/repository.ts";
import { readJson, writeWhole } from "./durable-file.ts";

type Forks = Readonly<Record<string, string>>;

function fileOf({ commonDir }: Location): string {
  return join(commonDir, "bd", "forks.json");
}

/**
 * The URL of the user's own fork of a project: as they named it with `--fork` in this clone, else as git's configuration has it
 * (`beads.<identity>.fork`). Null where they have none.
 */
export function findFork(location: Location, config: Pick<GitConfig, "get">, identity: string): string | null {
  const named = readJson<Forks>(fileOf(location)) ?? {};
  return (Object.hasOwn(named, identity) ? named[identity] : undefined) ?? config.get(`beads.${identity}.fork`) ?? null;
}

/** Remembers a fork in this clone, so that a later try needs no flag. */
export function noteFork(location: Location, identity: string, url: string): void {
  const named = readJson<Forks>(fileOf(location)) ?? {};
  writeWhole(fileOf(location), JSON.stringify({ ...named, [identity]: url }), { sync: false });
}

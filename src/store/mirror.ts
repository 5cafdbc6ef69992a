import { existsSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Environment } from "../git/environment.ts";
import { initBare, setOrigin } from "../git/init-bare.ts";
import { writeWhole } from "./durable-file.ts";
import { hasHead, MIRROR_FILE, type Mirror, mirrorAt, mirrorPlace } from "./mirrors.ts";

/**
 * Makes the mirror of a project, or sets right where it leads. Answers its directory. A broken one is made anew, which loses nothing: what is on
 * its way lies in its sender's outbox. @throws GIT_FAILED, GIT_MISSING
 */
export async function makeMirror(cache: string, mirror: Mirror, env: Environment, format?: string): Promise<string> {
  const place = mirrorPlace(cache, mirror.identity);
  const git = join(place, ".git");
  const known = mirrorAt(place);
  if (format !== undefined || !hasHead(place)) {
    putAway(git);
    await initBare({ place: git, url: mirror.url, ...(format === undefined ? {} : { format }) }, env);
  } else if (known !== undefined && (known.url === mirror.url || known.rank < mirror.rank)) return place;
  else await setOrigin(git, mirror.url, env);
  writeWhole(join(place, MIRROR_FILE), `${JSON.stringify(mirror)}\n`, { sync: false });
  return place;
}

/** Moved first: nobody meets half of it. */
function putAway(git: string): void {
  if (!existsSync(git)) return;
  const aside = `${git}.${process.pid}.old`;
  renameSync(git, aside);
  rmSync(aside, { recursive: true, force: true });
}

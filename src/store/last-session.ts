import { join } from "node:path";
import { sha1 } from "../format/sha1.ts";
import type { Location } from "../git/repository.ts";
import { readJson, writeWhole } from "./durable-file.ts";

/** The last two sessions of one name in a clone. Local, and never committed: linked worktrees share it. */
interface Kept {
  readonly name: string;
  readonly session: string | null;
  /** RFC 3339 UTC. */
  readonly began: string;
  /** When the one before it began; null where there was none. */
  readonly before: string | null;
}

/** When the session of some name that came before this one began (RFC 3339 UTC); null where none did. Without a session's name, each call is one. */
export function lastSession(location: Pick<Location, "commonDir">, name: string, session: string | null): string | null {
  const kept = readJson<Kept>(fileOf(location, name));
  if (kept === undefined) return null;
  return session !== null && kept.session === session ? kept.before : kept.began;
}

/** Remembers that a session of some name goes on from now; a session that began already keeps its beginning. @throws errors of the file system */
export function noteSession(
  location: Pick<Location, "commonDir">,
  name: string,
  { session, at }: { readonly session: string | null; readonly at: string },
): void {
  const file = fileOf(location, name);
  const kept = readJson<Kept>(file);
  if (kept !== undefined && session !== null && kept.session === session) return;
  const next: Kept = { name, session, began: at, before: kept?.began ?? null };
  writeWhole(file, `${JSON.stringify(next)}\n`, { sync: false });
}

function fileOf({ commonDir }: Pick<Location, "commonDir">, name: string): string {
  return join(commonDir, "bd", "sessions", `${sha1(name)}.json`);
}

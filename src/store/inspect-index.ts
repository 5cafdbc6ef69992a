import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Location, Oid } from "../git/repository.ts";
import { Connection } from "./index/connection.ts";
import { discard, readMeta } from "./index/index-file.ts";
import { indexPlace } from "./index/index-place.ts";
import { SCHEMA_VERSION } from "./index/schema.ts";

/** How the index file of a clone is. It is disposable: a rebuild loses nothing. */
export interface IndexHealth {
  readonly file: string;
  readonly state: "missing" | "good" | "old" | "damaged";
  /** The tip that it knows. */
  readonly tip: Oid | null;
  /** What SQLite says of a damaged one. */
  readonly words: string | null;
}

/** Looks at the index with SQLite's own check. */
export function inspectIndex({ commonDir }: Location): IndexHealth {
  const file = indexPlace(join(commonDir, "bd"));
  if (!existsSync(file)) return { file, state: "missing", tip: null, words: null };
  let connection: Connection | undefined;
  try {
    connection = new Connection(file, "read");
    const words = connection.get<{ quick_check: string }>("PRAGMA quick_check(1)")?.quick_check ?? "no answer";
    if (words !== "ok") return { file, state: "damaged", tip: null, words };
    const isOld = readMeta(connection, "schema") !== SCHEMA_VERSION;
    return { file, state: isOld ? "old" : "good", tip: isOld ? null : readMeta(connection, "tip"), words: null };
  } catch (error) {
    return { file, state: "damaged", tip: null, words: error instanceof Error ? error.message : String(error) };
  } finally {
    connection?.close();
  }
}

/** Takes the index away: the next question makes a new one. */
export function discardIndex({ commonDir }: Location): void {
  discard(indexPlace(join(commonDir, "bd")));
}

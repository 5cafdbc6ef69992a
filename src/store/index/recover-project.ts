import type { Project } from "../../domain/project.ts";
import { BeadsError } from "../../errors.ts";
import { PROJECT_PATH } from "../../format/paths.ts";
import { parseProject } from "../../format/project-file.ts";
import type { Connection } from "./connection.ts";
import { readMeta } from "./index-file.ts";
import type { Loading } from "./load.ts";
import { unseal } from "./seal.ts";

/** How many of its changes are looked at: somebody who tries to repair it by hand may need a few. */
const LOOKED_AT = 32;

/**
 * The project as it was when `project.md` could be read last, where it is broken at a tip: a function of the ledger's history alone, so that
 * all clones agree. Undefined where nothing is to be recovered; a ledger of a newer format stays closed.
 */
export async function recoverProject(connection: Connection, { repository, tip }: Loading): Promise<Project | undefined> {
  const kept = readMeta(connection, "project");
  const failure = kept === null ? undefined : unseal<{ failure?: { code: string } }>(kept).failure;
  if (failure === undefined || failure.code === "NEWER_FORMAT") return undefined;
  const commits = await repository.listCommits({ from: null, to: tip, paths: [PROJECT_PATH], limit: LOOKED_AT });
  for (const { oid } of commits.toReversed()) {
    const content = (await repository.readFiles(oid, [PROJECT_PATH])).get(PROJECT_PATH);
    const project = content === undefined ? undefined : readable(content.toString("utf8"));
    if (project !== undefined) return project;
  }
  return undefined;
}

function readable(text: string): Project | undefined {
  try {
    return parseProject(PROJECT_PATH, text);
  } catch (error) {
    if (error instanceof BeadsError) return undefined;
    throw error;
  }
}

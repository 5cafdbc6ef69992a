import { lstatSync } from "node:fs";
import { join } from "node:path";
import type { Oid, Repository } from "../../git/repository.ts";
import { tryLock } from "../lock.ts";
import { LEDGER_REF } from "../refs.ts";
import { bringView } from "./bring.ts";
import type { KnownChange } from "./changes.ts";
import { findPlace } from "./place.ts";
import { readViewState } from "./state.ts";

export interface ViewRequest {
  readonly repository: Repository;
  /** What the caller's write just changed: then git is not asked. */
  readonly changes?: KnownChange;
  /** Looks for missing files too, and restores them. */
  readonly thorough?: boolean;
  /** With more files to write than this nothing is written, and the answer is `behind`. */
  readonly limit?: number;
}

/** How an update ended. `busy`: another process is at it, and takes the view to the same tip. `behind`: more than the limit. */
export interface ViewReport {
  readonly state: "current" | "updated" | "busy" | "behind" | "none";
  readonly written: number;
  /** Files changed by hand, which the ledger has changed since: left as they are. */
  readonly kept: readonly string[];
  /** Why there is no view, or why it could not be written. */
  readonly problem: string | null;
}

/**
 * Takes the view to the ledger's present tip: one writer at a time, only files that changed, never a file changed by hand.
 * A view is a convenience: what the file system refuses is reported and never thrown.
 */
export async function updateView(request: ViewRequest): Promise<ViewReport> {
  try {
    const place = await findPlace(request.repository);
    return "problem" in place ? without(place.problem) : await updateAt(request, place.root);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (typeof code === "string" && /^E[A-Z0-9]+$/.test(code)) return without(`The view cannot be written: ${message}.`);
    throw error;
  }
}

function without(problem: string): ViewReport {
  return { state: "none", written: 0, kept: [], problem };
}

async function updateAt(request: ViewRequest, root: string): Promise<ViewReport> {
  // Whoever has just written knows that there is something to do.
  const first = request.changes === undefined ? await isCurrent(request.repository, root, request.thorough !== true) : undefined;
  if (first !== undefined) return { state: "current", written: 0, kept: first, problem: null };
  let tip: Oid;
  let report: ViewReport = { state: "busy", written: 0, kept: [], problem: null };
  do {
    const lock = tryLock(join(request.repository.location.commonDir, "bd", "view.lock"));
    if (lock === undefined) return report;
    try {
      const done = await bringView(request, root);
      if (done === "behind") return { ...report, state: "behind" };
      if ("problem" in done) return without(done.problem);
      report = { state: "updated", written: report.written + done.written, kept: done.kept, problem: null };
      tip = done.tip;
    } finally {
      lock.release();
    }
    // Whoever found the lock held went away again, so their change is taken along.
  } while ((await tipOf(request.repository)) !== tip);
  return report;
}

/** The kept files if nothing is to do, undefined if something is. Costs one small file read. */
async function isCurrent(repository: Repository, root: string, unless: boolean): Promise<readonly string[] | undefined> {
  const state = readViewState(repository.location);
  if (!unless || state === undefined || state.kept.length > 0 || state.tip !== (await tipOf(repository))) return undefined;
  return lstatSync(join(root, ".beads", ".gitignore"), { throwIfNoEntry: false }) === undefined ? undefined : state.kept;
}

function tipOf(repository: Repository): Promise<Oid | null> {
  return repository.readRef(LEDGER_REF);
}

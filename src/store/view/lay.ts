import type { Oid, Repository } from "../../git/repository.ts";
import type { Content } from "./changes.ts";
import type { ViewFolder } from "./folder.ts";
import { findForeign } from "./known.ts";

export interface Laid {
  readonly written: number;
  /** Left as they are: changed by hand. */
  readonly kept: readonly string[];
}

/** Writes changed files into the view. What bd did not write itself is compared with the ledger's history before it is replaced. */
export async function layFiles(
  folder: ViewFolder,
  changes: ReadonlyMap<string, Content>,
  ledger: { repository: Repository; tip: Oid; likely: readonly Oid[] },
): Promise<Laid> {
  const suspects = new Map<string, Buffer>();
  const kept: string[] = [];
  const due: string[] = [];
  for (const [path, content] of changes) {
    const standing = folder.standing(path);
    if (standing === "odd") kept.push(path);
    else if (standing === "missing" || standing === "sealed") due.push(path);
    else suspect(suspects, path, folder.read(path), content);
  }
  const foreign = suspects.size === 0 ? suspects : await findForeign(ledger.repository, ledger, suspects);
  for (const path of suspects.keys()) (foreign.has(path) ? kept : due).push(path);
  const written = due.filter((path) => apply(folder, path, changes.get(path) ?? null)).length;
  return { written, kept };
}

/** A file that holds already what it is to hold is no matter who wrote it. */
function suspect(suspects: Map<string, Buffer>, path: string, bytes: Buffer | undefined, content: Content): void {
  const wanted = typeof content === "string" ? Buffer.from(content) : content;
  if (bytes !== undefined && !(wanted !== null && bytes.equals(wanted))) suspects.set(path, bytes);
}

/** Writes one file, or takes away what the ledger gave up. True if something was done. */
function apply(folder: ViewFolder, path: string, content: Content): boolean {
  if (content !== null) folder.write(path, content);
  else if (folder.standing(path) === "missing") return false;
  else folder.remove(path);
  return true;
}

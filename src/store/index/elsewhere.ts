import type { BeadElsewhere } from "../../domain/elsewhere.ts";
import type { Connection } from "./connection.ts";
import { readMeta, writeMeta } from "./index-file.ts";
import { seal, unseal } from "./seal.ts";

/** What this clone knows of other projects' issues: an input of the index like the ledger itself, kept outside of it. */
export interface ElsewhereSource {
  /** Changes whenever what is known does; null where nothing is. Asked with each command: one look at a file. */
  stamp(): string | null;
  read(): readonly BeadElsewhere[];
}

/** So often what changes while it is read is read again. */
const ATTEMPTS = 5;

/** True if the tables hold what the source has now. */
export function isElsewhereKnown(connection: Connection, source: ElsewhereSource | undefined): boolean {
  return readMeta(connection, "elsewhere") === (source?.stamp() ?? null);
}

/** Takes over what the source has. True if something of it is different now. */
export function takeElsewhere(connection: Connection, source: ElsewhereSource | undefined): boolean {
  for (let attempt = 1; ; attempt++) {
    const stamp = source?.stamp() ?? null;
    const beads = stamp === null ? [] : (source?.read() ?? []);
    if ((source?.stamp() ?? null) !== stamp && attempt < ATTEMPTS) continue;
    writeMeta(connection, "elsewhere", stamp);
    return putElsewhere(connection, beads);
  }
}

/** Everything that is known of issues elsewhere, by their addresses. */
export function readElsewhere(connection: Connection): Map<string, BeadElsewhere> {
  const kept = connection.all<{ address: string; json: string }>("SELECT address, json FROM elsewhere ORDER BY address");
  return new Map(kept.map(({ address, json }) => [address, unseal<BeadElsewhere>(json)]));
}

export function findElsewhere(connection: Connection, address: string): BeadElsewhere | undefined {
  const kept = connection.get<{ json: string }>("SELECT json FROM elsewhere WHERE address = ?", address);
  return kept === undefined ? undefined : unseal<BeadElsewhere>(kept.json);
}

/** What issues that are not closed need of other projects: one look into an index that holds nothing else. */
export function readNeedsElsewhere(connection: Connection): string[] {
  const sql = `SELECT DISTINCT e.target FROM edge e INDEXED BY edge_elsewhere CROSS JOIN issue i ON i.id = e.source
    WHERE instr(e.target, ':') > 0 AND e.kind = 'needs' AND i.status <> 'closed' ORDER BY e.target`;
  return connection.all<{ target: string }>(sql).map(({ target }) => target);
}

/** Every issue elsewhere that one of this ledger names, under whichever key. */
export function readNamedElsewhere(connection: Connection): string[] {
  const sql = "SELECT DISTINCT target FROM edge INDEXED BY edge_elsewhere WHERE instr(target, ':') > 0";
  return connection.all<{ target: string }>(sql).map(({ target }) => target);
}

/** Every address that is named or known here. */
export function readAddresses(connection: Connection): string[] {
  const known = connection.all<{ address: string }>("SELECT address FROM elsewhere").map(({ address }) => address);
  return [...new Set([...readNamedElsewhere(connection), ...known])];
}

function putElsewhere(connection: Connection, beads: readonly BeadElsewhere[]): boolean {
  const gone = new Map(
    connection
      .all<{ address: string; json: string }>("SELECT address, json FROM elsewhere")
      .map(({ address, json }) => [address, json]),
  );
  let changed = false;
  for (const bead of beads) {
    const json = seal(bead);
    const same = gone.get(bead.id) === json;
    gone.delete(bead.id);
    if (same) continue;
    connection.run("INSERT OR REPLACE INTO elsewhere (address, json) VALUES (?, ?)", bead.id, json);
    changed = true;
  }
  for (const address of gone.keys()) connection.run("DELETE FROM elsewhere WHERE address = ?", address);
  return changed || gone.size > 0;
}

import type { BeadElsewhere } from "../../../src/domain/elsewhere.ts";
import type { FileWrite } from "../../../src/git/repository.ts";
import { BeadWriter } from "../../../src/store/index/bead-writer.ts";
import type { Connection } from "../../../src/store/index/connection.ts";
import { takeElsewhere } from "../../../src/store/index/elsewhere.ts";
import { Standings } from "../../../src/store/index/standings.ts";

/** Puts files into tables as one change; with it what became known of other projects, where something did. */
export function put(
  connection: Connection,
  files: Iterable<FileWrite>,
  fresh: boolean,
  elsewhere?: readonly BeadElsewhere[] | undefined,
): void {
  const standings = new Standings(connection, fresh);
  const writer = new BeadWriter(connection, standings, fresh);
  for (const file of files) writer.put(file.path, file.content);
  const source = elsewhere && { stamp: () => JSON.stringify(elsewhere), read: () => elsewhere };
  if (source !== undefined && takeElsewhere(connection, source)) standings.elsewhereChanged();
  writer.settle();
}

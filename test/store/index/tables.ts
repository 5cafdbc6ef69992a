import type { FileWrite } from "../../../src/git/repository.ts";
import { BeadWriter } from "../../../src/store/index/bead-writer.ts";
import type { Connection } from "../../../src/store/index/connection.ts";
import { Standings } from "../../../src/store/index/standings.ts";

/** Puts files into tables as one change. */
export function put(connection: Connection, files: Iterable<FileWrite>, fresh: boolean): void {
  const writer = new BeadWriter(connection, new Standings(connection, fresh), fresh);
  for (const file of files) writer.put(file.path, file.content);
  writer.settle();
}

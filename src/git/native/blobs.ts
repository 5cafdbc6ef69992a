import { BeadsError } from "../../errors.ts";
import type { Oid } from "../repository.ts";
import type { GitProcess } from "./git-process.ts";

/** Reads some paths of a commit with one `cat-file --batch`. What is missing, or is no file, is missing in the map. */
export async function readFiles(git: GitProcess, commit: Oid, paths: readonly string[]): Promise<ReadonlyMap<string, Buffer>> {
  const files = new Map<string, Buffer>();
  // The batch protocol is one name a line.
  const wanted = paths.filter((path) => !path.includes("\n"));
  let at = 0;
  await batch(
    git,
    wanted.map((path) => `${commit}:${path}`),
    (kind, content) => {
      const path = wanted[at++] ?? "";
      if (kind === "blob") files.set(path, content);
    },
  );
  return files;
}

/** Streams blobs in the order given. @throws OBJECT_MISSING when one is not there. */
export async function readBlobs(git: GitProcess, oids: readonly Oid[], take: (oid: Oid, content: Buffer) => void): Promise<void> {
  let at = 0;
  await batch(git, oids, (kind, content) => {
    const oid = oids[at++] ?? "";
    if (kind !== "blob") throw objectMissing(oid);
    take(oid, content);
  });
}

/** The error for an object that the repository should have and has not. */
export function objectMissing(oid: Oid): BeadsError {
  return new BeadsError("environment", "OBJECT_MISSING", `The repository lacks the object ${oid}.`, {
    hints: ["`git fsck` tells what else is missing; a fetch may bring it back."],
    fields: { oid },
  });
}

/** Up to so many objects are waited for outright: streams and events would cost more than they. */
const FEW = 300;

async function batch(git: GitProcess, names: readonly string[], take: (kind: string, content: Buffer) => void): Promise<void> {
  if (names.length === 0) return;
  const stream = new BatchStream(take);
  const input = `${names.join("\n")}\n`;
  if (names.length > FEW) await git.read(["cat-file", "--batch", "--buffer"], { input, take: stream.push });
  else stream.push(await git.read(["cat-file", "--batch", "--buffer"], { input, short: true }));
  if (stream.taken !== names.length) throw objectMissing(names[stream.taken] ?? "");
}

const NOTHING = Buffer.alloc(0);

/** Cuts the answer of `cat-file --batch` into objects: `<oid> <kind> <size>`, the content, a newline; or `<name> missing`. */
class BatchStream {
  taken = 0;
  readonly #take: (kind: string, content: Buffer) => void;
  #chunks: Buffer[] = [];
  #have = 0;
  #kind: string | undefined;
  #size = 0;

  constructor(take: (kind: string, content: Buffer) => void) {
    this.#take = take;
  }

  readonly push = (chunk: Buffer): void => {
    this.#chunks.push(chunk);
    this.#have += chunk.length;
    // A large object comes in many chunks: they are joined once, when all of it is there.
    if (this.#kind !== undefined && this.#have < this.#size + 1) return;
    this.#cut(this.#chunks.length === 1 ? chunk : Buffer.concat(this.#chunks));
  };

  #cut(bytes: Buffer): void {
    let at = 0;
    for (;;) {
      if (this.#kind === undefined) {
        const end = bytes.indexOf(10, at);
        if (end === -1) break;
        this.#head(bytes.toString("utf8", at, end));
        at = end + 1;
      }
      if (this.#kind === undefined) continue;
      if (bytes.length - at < this.#size + 1) break;
      this.#done(this.#kind, bytes.subarray(at, at + this.#size));
      at += this.#size + 1;
    }
    const rest = bytes.subarray(at);
    this.#chunks = rest.length === 0 ? [] : [rest];
    this.#have = rest.length;
  }

  #head(line: string): void {
    const found = /^[0-9a-f]{40,64} (\w+) (\d+)$/.exec(line);
    if (found === null) {
      this.#done("missing", NOTHING);
    } else {
      this.#kind = found[1] ?? "";
      this.#size = Number(found[2]);
    }
  }

  #done(kind: string, content: Buffer): void {
    this.#kind = undefined;
    this.taken++;
    this.#take(kind, content);
  }
}

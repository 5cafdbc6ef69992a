/** Takes one record: from where to where it lies in some bytes. */
type TakeBytes = (bytes: Buffer, start: number, end: number) => void;

/** Takes each record as a text. A part of it, however short, keeps all of it in memory: what is kept of many is read from the bytes. */
export function asText(take: (record: string) => void): TakeBytes {
  return (bytes, start, end) => take(bytes.toString("utf8", start, end));
}

/** Cuts a stream of bytes into the records between NULs, as `-z` prints them. The last piece needs its NUL too. */
export class RecordStream {
  readonly #take: TakeBytes;
  #rest: Buffer = Buffer.alloc(0);

  constructor(take: TakeBytes) {
    this.#take = take;
  }

  readonly push = (chunk: Buffer): void => {
    const bytes = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    let start = 0;
    for (let end = bytes.indexOf(0); end !== -1; end = bytes.indexOf(0, start)) {
      this.#take(bytes, start, end);
      start = end + 1;
    }
    this.#rest = bytes.subarray(start);
  };
}

/** The records of output that came whole. */
export function records(output: Buffer): readonly string[] {
  const parts = output.toString("utf8").split("\0");
  if (parts.at(-1) === "") parts.pop();
  return parts;
}

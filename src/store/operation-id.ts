import { ID_ALPHABET, isMoment, mintMoment } from "../domain/id.ts";
import { BeadsError } from "../errors.ts";
import { sha1 } from "../format/sha1.ts";
import type { Clone } from "./clone.ts";

/** A fresh operation id: time first, then chance, so that ids sort as they were made. */
export function newOperationId(clone: Pick<Clone, "now" | "chance">): string {
  return mintMoment(clone.now(), clone.chance);
}

/**
 * The ids that one command gives. Whoever calls may give the first operation its id (`--op-id`), so that a repetition is known as such: what the
 * command makes after that, and messages and the like that it composes, get ids that follow from it.
 */
export class CommandIds {
  readonly #world: Pick<Clone, "now" | "chance">;
  #given: string | null = null;
  #operations = 0;
  #moments = 0;

  constructor(world: Pick<Clone, "now" | "chance">) {
    this.#world = world;
  }

  /** What the caller gave; null without. */
  get given(): string | null {
    return this.#given;
  }

  /** From now on ids follow from this one. @throws BAD_OP_ID */
  give(op: string): void {
    if (!isMoment(op)) throw badId(op);
    this.#given = op;
  }

  /** The id of the command's next operation. */
  operation(): string {
    return this.#given === null ? newOperationId(this.#world) : nth(this.#given, this.#operations++);
  }

  /** The id of the next message, checkpoint or outbox entry of the command. */
  moment(): string {
    return this.#given === null ? newOperationId(this.#world) : nth(this.#given, this.#moments++);
  }
}

/** The id itself, then others that follow from it: of the same time, with other letters. */
function nth(id: string, count: number): string {
  if (count === 0) return id;
  const digest = Buffer.from(sha1(`${id} ${count}`), "hex");
  const letters = [...digest.subarray(0, 6)].map((byte) => ID_ALPHABET[byte & 31]).join("");
  return `${id.slice(0, id.lastIndexOf("-"))}-${letters}`;
}

function badId(op: string): BeadsError {
  return new BeadsError("usage", "BAD_OP_ID", `${JSON.stringify(op)} is no operation id.`, {
    hints: ["It is a time and six letters, such as 20261121T103000123Z-7k3xq2; the letters are out of 0-9 and a-z."],
    fields: { op },
  });
}

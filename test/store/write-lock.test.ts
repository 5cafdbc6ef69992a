import { existsSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { BeadsError } from "../../src/errors.ts";
import type { Clone } from "../../src/store/clone.ts";
import { tryLock } from "../../src/store/lock.ts";
import { inTurn } from "../../src/store/write-lock.ts";
import { scratch } from "../support/scratch.ts";

let clone: Clone;
let file: string;

beforeEach(() => {
  const folder = scratch().path("bd");
  clone = { folder } as Clone;
  file = join(folder, "write.lock");
});

/** What each call of the work was allowed to wait, and whether the lock stood meanwhile. */
function recorder(outcomes: readonly (() => string)[]): {
  calls: [number | undefined, boolean][];
  work: (patience: number | undefined) => Promise<string>;
} {
  const calls: [number | undefined, boolean][] = [];
  const work = async (patience: number | undefined) => {
    calls.push([patience, existsSync(file)]);
    return (outcomes[calls.length - 1] as () => string)();
  };
  return { calls, work };
}

const busy = (): never => {
  throw new BeadsError("environment", "INDEX_BUSY", "Another process writes.");
};

test("a writer that is alone makes no lock, and waits for nothing", async () => {
  const { calls, work } = recorder([() => "done"]);
  expect(await inTurn(clone, work)).toBe("done");
  expect(calls).toEqual([[0, false]]);
});

test("where another process writes, the next one takes the lock, and waits", async () => {
  const { calls, work } = recorder([busy, () => "done"]);
  expect(await inTurn(clone, work)).toBe("done");
  expect(calls).toEqual([
    [0, false],
    [undefined, true],
  ]);
  expect(existsSync(file)).toBe(false);
});

test("where somebody waits already, a writer queues up behind", async () => {
  const held = tryLock(file);
  const { calls, work } = recorder([() => "done"]);
  const going = inTurn(clone, work);
  // It asks whether the lock is there before it gives way for the first time.
  expect(calls).toEqual([]);
  held?.release();
  expect(await going).toBe("done");
  expect(calls).toEqual([[undefined, true]]);
});

test("what fails for another reason is not tried again", async () => {
  const failing = () => {
    throw new BeadsError("conflict", "CLAIMED", "It is held.");
  };
  const { calls, work } = recorder([failing]);
  await expect(inTurn(clone, work)).rejects.toMatchObject({ code: "CLAIMED" });
  expect(calls).toEqual([[0, false]]);
});

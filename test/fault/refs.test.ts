import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { REMOTE_REF } from "../../src/store/refs.ts";
import { begin, issueOf, sit } from "../support/ledgers.ts";
import { scratch } from "../support/scratch.ts";

test("a ref of what the remote has that is taken away in the middle of a rebuild does nothing twice", async () => {
  const here = scratch();
  const remote = await here.remote("demo.git");
  const one = await here.clone(remote, "one");
  await begin(here, one);
  const two = await here.clone(remote, "two");
  const create = (id: string) => ({ issues: [issueOf({ id })], explicit: [] });

  const stopped = await sit(here, two, {
    seed: 2,
    reached: (point) => {
      if (point === "push:noted") throw new Error("stopped before the journal was tidied up");
    },
  });
  await expect(stopped.write("create", create("demo-two"), "now")).rejects.toThrow("stopped");
  await stopped.close();

  const other = await sit(here, one, { seed: 3 });
  await other.sync();
  await other.write("create", create("demo-one"), "now");
  await other.close();

  let taken = 0;
  const again = await sit(here, two, {
    seed: 4,
    reached: (point) => {
      if (point === "rebuild:made" && taken++ === 0) execFileSync("git", ["-C", two, "update-ref", "-d", REMOTE_REF]);
    },
  });
  await again.sync();
  await again.close();
  expect(taken).toBeGreaterThan(0);
  const ops = await here.git(two, "log", "--format=%(trailers:key=Beads-Op,valueonly)", "refs/beads/ledger");
  const named = ops.split("\n").filter((line) => line !== "");
  expect(named.length).toBe(3);
  expect(new Set(named).size).toBe(3);
});

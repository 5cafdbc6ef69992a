import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";
import { indexPlace } from "../../src/store/index/index-place.ts";
import { begin, claimOf, issueOf, sit } from "../support/ledgers.ts";
import { scratch } from "../support/scratch.ts";

test("a write that meets a damaged index makes it anew and goes on, once", async () => {
  const here = scratch();
  const directory = await here.repository("demo");
  await begin(here, directory);
  const proof = { markers: [], session: null, explicit_session: false };
  const first = await sit(here, directory);
  await first.write("create", { issues: [issueOf({ id: "demo-1" })], explicit: ["demo-1"] }, "soon");
  await first.close();
  let damaged = 0;
  const second = await sit(here, directory, {
    seed: 2,
    reached: (point) => {
      if (point !== "write:journalled" || damaged++ > 0) return;
      const database = new DatabaseSync(indexPlace(join(directory, ".git", "bd")));
      database.exec("UPDATE content SET json = 'damaged'");
      database.close();
    },
  });
  const claimed = await second.write("claim", claimOf(null, proof), "soon");
  await second.close();
  expect(claimed.result).toMatchObject({ issue: "demo-1", epoch: 1 });
  expect(damaged).toBe(1);
  expect(await here.git(directory, "rev-list", "--count", "refs/beads/ledger")).toBe("3");
});

import { fork } from "node:child_process";
import { once } from "node:events";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { handEdited } from "../../../src/store/view/hand-edited.ts";
import { updateView } from "../../../src/store/view/update.ts";
import { shown } from "./ledger-fixture.ts";

const WORKERS = ["a", "b", "c", "d"];
const TIMES = 8;

test("when several processes write at once the view ends at the last tip, complete and without edits", async () => {
  const { root, repository, box } = await shown();
  await updateView({ repository });
  const workers = WORKERS.map((name) =>
    fork(join(import.meta.dirname, "view-worker.ts"), [root, name, String(TIMES)], { env: { ...box.env }, stdio: "inherit" }),
  );
  expect(await Promise.all(workers.map((worker) => once(worker, "exit").then(([code]) => code)))).toEqual(WORKERS.map(() => 0));
  for (const name of WORKERS) expect(readdirSync(join(root, `.beads/issues/1a/vc-${name}/messages`))).toHaveLength(TIMES);
  expect((await updateView({ repository })).state).toBe("current");
  expect(await handEdited({ repository })).toEqual([]);
});

import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { BeadElsewhere } from "../../../src/domain/elsewhere.ts";
import { openRepository } from "../../../src/git/open.ts";
import { elsewhereIn, writeStates } from "../../../src/store/external.ts";
import { openIndex } from "../../../src/store/index/open.ts";
import { scratch } from "../../support/scratch.ts";
import { commit, issue, issueFile, projectFile, START } from "./ledger.ts";

const AT = { now: START, known: START, me: "dave/vc" };
const ADDRESS = "github.com/owner/beads:beads-1";
const need = (id: string) => ({ id, needs_success: false });

function bead(fields: Partial<BeadElsewhere> = {}): BeadElsewhere {
  const open = { status: "open", type: "task", parent: null, needs: [], defer_until: null, closed: null } as const;
  return {
    id: ADDRESS,
    ...open,
    title: "Theirs",
    holder: null,
    until: null,
    revisions: 1,
    updated: "2026-01-01T00:00:00Z",
    ...fields,
  };
}

const DONE = bead({
  status: "closed",
  closed: { at: "2026-01-02T00:00:00Z", by: "dave/beads", reason: null, outcome: "done" },
  revisions: 2,
});

/** A clone whose ledger has two issues that wait for one elsewhere, one of them by way of the other. */
async function place() {
  const here = scratch();
  const repository = await openRepository(await here.repository("clone", { unborn: true }), here.env);
  const folder = join(here.path("clone"), ".git", "bd");
  mkdirSync(folder, { recursive: true });
  const tip = await commit(repository, null, [
    projectFile(),
    issueFile(issue("vc-1", { needs: [need(ADDRESS)] })),
    issueFile(issue("vc-2", { needs: [need("vc-1")] })),
  ]);
  const open = () =>
    openIndex(join(folder, "index.db"), {
      elsewhere: elsewhereIn(folder),
      warn: (line) => expect.fail(line),
      progress: () => undefined,
    });
  const kinds = (index: ReturnType<typeof open>, id = "vc-1") =>
    index
      .snapshot()
      .row(id, AT)
      ?.hindrances.map((hindrance) => hindrance.kind);
  return { repository, folder, tip, open, kinds };
}

test("what becomes known elsewhere is taken in at the same tip, without a look at git", async () => {
  const { repository, folder, tip, open, kinds } = await place();
  const index = open();
  await index.sync(repository, tip);
  expect(kinds(index)).toEqual(["needs-unknown"]);
  const nothing = new Proxy(repository, { get: () => expect.fail("git was asked") });
  for (const [states, expected] of [
    [[bead()], ["needs"]],
    [[DONE], []],
    [[bead({ needs: [need("vc-2")] })], ["needs", "cycle"]],
    [[], ["needs-unknown"]],
  ] as const) {
    expect(writeStates(folder, states)).toBe(true);
    await index.sync(nothing, tip);
    expect(kinds(index)).toEqual(expected);
  }
  index.close();
});

test("a second process sees it, a draft is decided on it, and an index made anew gives the same answer", async () => {
  const { repository, folder, tip, open, kinds } = await place();
  const [first, second] = [open(), open()];
  await first.sync(repository, tip);
  await second.sync(repository, tip);
  writeStates(folder, [DONE]);
  await first.sync(repository, tip);
  await second.sync(repository, tip);
  expect([kinds(first), kinds(second)]).toEqual([[], []]);
  writeStates(folder, [bead()]);
  const draft = await second.begin(repository, tip);
  expect(draft.snapshot().row("vc-1", AT)?.computed).toBe("blocked");
  draft.rollback();
  writeStates(folder, [DONE]);
  for (const index of [first, second]) index.close();
  for (const suffix of ["", "-wal", "-shm"]) rmSync(join(folder, `index.db${suffix}`), { force: true });
  const anew = open();
  await anew.sync(repository, tip);
  expect(kinds(anew)).toEqual([]);
  anew.close();
});

test("a commit and what became known elsewhere are taken in together", async () => {
  const { repository, folder, tip, open, kinds } = await place();
  const index = open();
  await index.sync(repository, tip);
  writeStates(folder, [DONE]);
  const next = await commit(repository, tip, [issueFile(issue("vc-3", { needs: [need(ADDRESS)] }))], 1);
  await index.sync(repository, next);
  expect([kinds(index), kinds(index, "vc-3")]).toEqual([[], []]);
  expect(index.snapshot().elsewhere(ADDRESS)).toEqual(DONE);
  expect(index.snapshot().dependents(ADDRESS)).toEqual(["vc-1", "vc-3"]);
  index.close();
});

test("a file of states that cannot be read counts as none", async () => {
  const { repository, folder, tip, open, kinds } = await place();
  writeStates(folder, [DONE]);
  writeFileSync(join(folder, "external", "states.json"), '{"half');
  const index = open();
  await index.sync(repository, tip);
  expect(kinds(index)).toEqual(["needs-unknown"]);
  index.close();
});

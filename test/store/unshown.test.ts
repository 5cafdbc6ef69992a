import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { initLedger } from "../../src/store/init-ledger.ts";
import type { ShownChange } from "../../src/store/show-change.ts";
import { Unshown } from "../../src/store/unshown.ts";
import { issueOf, ledgerOptions, PROJECT, sit } from "../support/ledgers.ts";
import { scratch } from "../support/scratch.ts";

const change = (from: string, to: string, path: string | null): ShownChange => ({
  from,
  to,
  files: path === null ? null : [{ path, content: to }],
});

test("what is written is shown at once, unless somebody keeps it for later", () => {
  const unshown = new Unshown();
  expect(unshown.keep(change("1", "2", "a"))).toBe(false);
  const end = unshown.hold();
  expect(unshown.keep(change("2", "3", "b"))).toBe(true);
  expect(end()).toEqual(change("2", "3", "b"));
  expect(unshown.keep(change("3", "4", "c"))).toBe(false);
  expect(unshown.hold()()).toBeNull();
});

test("whoever is the last to keep it gets all of it, in order", () => {
  const unshown = new Unshown();
  const [one, two] = [unshown.hold(), unshown.hold()];
  unshown.keep(change("1", "2", "a"));
  expect(one()).toBeNull();
  unshown.keep(change("2", "3", "a"));
  expect(two()).toEqual({
    from: "1",
    to: "3",
    files: [...(change("1", "2", "a").files ?? []), ...(change("2", "3", "a").files ?? [])],
  });
});

test.each([
  ["somebody else wrote in between", change("2a", "3", "b")],
  ["the files of a part are not known", change("2", "3", null)],
])("where %s git is to be asked", (_, second) => {
  const unshown = new Unshown();
  const end = unshown.hold();
  unshown.keep(change("1", "2", "a"));
  unshown.keep(second);
  expect(end()).toEqual({ from: "1", to: "3", files: null });
});

test("changes that belong together are shown behind the last of them, even where something goes wrong", async () => {
  const here = scratch();
  const directory = await here.repository("alone");
  await initLedger({ ...(await ledgerOptions(here, directory)), project: PROJECT, view: true, remote: null });
  const ledger = await sit(here, directory);
  const shows = async (id: string) => {
    const paths = await here.git(directory, "ls-tree", "-r", "--name-only", "beads/ledger");
    return paths.split("\n").some((path) => path.includes(`/${id}/`) && existsSync(join(directory, path)));
  };
  const make = (id: string) => ledger.write("create", { issues: [issueOf({ id, title: "One" })], explicit: [] }, "soon");
  const work = ledger.together(async () => {
    await make("demo-aaaaaa");
    await make("demo-bbbbbb");
    expect(await shows("demo-aaaaaa")).toBe(false);
    throw new Error("stumbled");
  });
  await expect(work).rejects.toThrow("stumbled");
  expect([await shows("demo-aaaaaa"), await shows("demo-bbbbbb")]).toEqual([true, true]);
  await ledger.close();
});

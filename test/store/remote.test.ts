import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { bdIn } from "../support/run-bd.ts";
import { type Scratch, scratch } from "../support/scratch.ts";

/** A shared remote on which the name of the ledger's branch is taken, and a clone with a ledger that found another. */
async function taken(branch: string): Promise<{ here: Scratch; remote: string; head: string }> {
  const here = scratch();
  const remote = await here.remote("vc.git");
  const one = await here.clone(remote, "one");
  await here.git(one, "push", "--quiet", "origin", `HEAD:refs/heads/${branch}`);
  const head = await here.git(remote, "rev-parse", branch);
  const bd = bdIn(here, one);
  expect((await bd(["init", "--quiet"])).status).toBe(0);
  expect((await bd(["create", "First", "--json"])).json).toMatchObject({ reach: "pushed" });
  return { here, remote, head };
}

test.each(["beads", "beads/topic"])(
  "a branch %s of the user's stays as it is: the ledger is beads-ledger, and every clone finds it",
  async (branch) => {
    const { here, remote, head } = await taken(branch);
    expect(await here.git(remote, "rev-parse", branch)).toBe(head);
    expect(await here.git(remote, "rev-list", "--count", "beads-ledger")).toBe("2");
    const two = bdIn(here, await here.clone(remote, "two"), 6);
    expect((await two(["list", "--json"])).json).toMatchObject([{ title: "First" }]);
    expect((await two(["create", "Second", "--json"])).json).toMatchObject({ reach: "pushed" });
    expect(await here.git(remote, "rev-list", "--count", "beads-ledger")).toBe("3");
    expect((await two(["status", "--json"])).json).toMatchObject({ branch: "beads-ledger", pending: 0 });
    const within = await bdIn(here, remote, 7)(["list", "--json"]);
    expect(within.json.map((row: { title: string }) => row.title)).toEqual(["First", "Second"]);
  },
);

test("a ledger that was made offline does not land on a branch that is none", async () => {
  const here = scratch();
  const remote = await here.remote("vc.git");
  const one = await here.clone(remote, "one");
  const bd = bdIn(here, one);
  await bd(["init", "--quiet", "--offline"]);
  await here.git(one, "push", "--quiet", "origin", "HEAD:refs/heads/beads");
  const head = await here.git(remote, "rev-parse", "beads");
  expect((await bd(["sync", "--json"])).json).toMatchObject({ reach: "pushed" });
  expect(await here.git(remote, "rev-parse", "beads")).toBe(head);
  await here.git(one, "config", "beads.branch", "beads");
  expect(await bd(["sync", "--json"])).toMatchObject({ status: 5, json: { error: { code: "BRANCH_IS_NO_LEDGER" } } });
});

test("a clone that has pushed knows the ledger's branch, and its next push asks the remote for nothing else", async () => {
  const here = scratch();
  const remote = await here.remote("vc.git");
  const one = await here.clone(remote, "one");
  const bd = bdIn(here, one);
  await bd(["init", "--quiet"]);
  rmSync(join(one, ".git/bd/contact.json"));
  expect((await bd(["create", "First", "--json"])).json).toMatchObject({ reach: "pushed" });
  const looked = here.path("looked");
  await here.git(one, "config", "remote.origin.uploadpack", `touch ${looked}; git-upload-pack`);
  expect((await bd(["create", "Second", "--json"])).json).toMatchObject({ reach: "pushed" });
  expect(existsSync(looked)).toBe(false);
});

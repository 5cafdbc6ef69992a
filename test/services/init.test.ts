import { describe, expect, it } from "vitest";
import { bdIn } from "../support/run-bd.ts";
import { scratch } from "../support/scratch.ts";

describe("init", () => {
  it("makes a ledger once, and leaves the user's repository as it was", async () => {
    const here = scratch();
    const directory = await here.repository("dave/vc");
    const bd = bdIn(here, directory);
    const head = await here.git(directory, "rev-parse", "HEAD");
    expect((await bd(["init", "--json"])).json).toMatchObject({
      created: true,
      adopted: false,
      name: "vc",
      prefix: "vc",
      view: true,
    });
    expect((await bd(["init", "--json"])).json).toMatchObject({ created: false, adopted: false, name: "vc" });
    expect(await here.git(directory, "status", "--porcelain")).toBe("");
    expect(await here.git(directory, "rev-parse", "HEAD")).toBe(head);
    expect((await bd(["init", "--prefix", "other"])).stderr).toContain("stay as they are");
  });

  it("says where beads live and the three ways to look, or nothing under --quiet", async () => {
    const here = scratch();
    const bd = bdIn(here, await here.repository("dave/vc"));
    expect((await bd(["init", "--quiet"])).stdout).toBe("");
    const { stdout } = await bd(["init"]);
    for (const way of ["bd list", ".beads/", "git log beads/ledger"]) expect(stdout).toContain(way);
  });

  it("adopts the ledger of the remote, for which no init is needed", async () => {
    const here = scratch();
    await here.git(here.root, "init", "-q", "--bare", "remotes/vc.git");
    for (const name of ["dave", "steve", "mara"]) await here.git(here.root, "clone", "-q", "remotes/vc.git", `${name}/vc`);
    await bdIn(here, here.path("dave/vc"))(["init", "--prefix", "v", "--name", "valve", "--quiet"]);
    await bdIn(here, here.path("dave/vc"))(["create", "Shared", "--id", "v-1"]);
    const adopted = await bdIn(here, here.path("steve/vc"))(["init", "--json"]);
    expect(adopted.json).toMatchObject({ created: false, adopted: true, name: "valve", prefix: "v", reach: "pushed" });
    expect((await bdIn(here, here.path("mara/vc"))(["list", "--json"])).json).toMatchObject([{ id: "v-1" }]);
  });

  it("keeps no files where it is told not to", async () => {
    const here = scratch();
    const directory = await here.repository("dave/vc");
    const bd = bdIn(here, directory);
    expect((await bd(["init", "--no-view", "--json"])).json.view).toBe(false);
    await bd(["create", "x"]);
    expect((await here.run("ls", ["-A"], { directory })).stdout).not.toContain(".beads");
  });

  it("asks which of several remotes is shared, and takes the word for it", async () => {
    const here = scratch();
    const directory = await here.repository("dave/vc");
    const bd = bdIn(here, directory);
    for (const name of ["left", "right"]) {
      await here.git(here.root, "init", "-q", "--bare", `${name}.git`);
      await here.git(directory, "remote", "add", name, here.path(`${name}.git`));
    }
    expect((await bd(["init", "--json"])).json.error).toMatchObject({ code: "AMBIGUOUS_REMOTE", remotes: ["left", "right"] });
    expect((await bd(["init", "--remote", "middle", "--json"])).json.error.code).toMatch(/UNKNOWN_REMOTE|AMBIGUOUS_REMOTE/);
    expect((await bd(["init", "--remote", "right", "--json"])).json).toMatchObject({
      created: true,
      remote: "right",
      reach: "pushed",
    });
    expect(await here.git(here.path("right.git"), "for-each-ref", "refs/heads/beads", "--format=%(refname)")).toContain("beads");
  });

  it("takes the word for it later as well: what is here can be read meanwhile, and is shared from then on", async () => {
    const here = scratch();
    const remote = await here.remote("vc.git");
    const directory = await here.clone(remote, "vc");
    const bd = bdIn(here, directory);
    await bd(["init", "--quiet"]);
    await here.git(directory, "remote", "rename", "origin", "up");
    await here.git(directory, "remote", "add", "other", here.path("other.git"));
    expect(await bd(["list", "--json"])).toMatchObject({ status: 0, json: [] });
    const created = (await bd(["create", "Waits", "--json"])).json;
    expect(created).toMatchObject({ reach: "local", why: expect.stringContaining("several remotes") });
    expect((await bd(["status", "--json"])).json.error).toMatchObject({ code: "AMBIGUOUS_REMOTE" });
    expect((await bd(["init", "--remote", "up", "--json"])).json).toMatchObject({
      created: false,
      remote: "up",
      reach: "pushed",
    });
    expect((await bd(["status", "--json"])).json).toMatchObject({ remote: "up", pending: 0 });
    expect(await here.git(remote, "rev-parse", "beads")).toBe(await here.git(directory, "rev-parse", "beads/ledger"));
  });

  it.each([
    [["--prefix", "No good"], "INVALID_PREFIX"],
    [["--name", "a/b"], "INVALID_NAME"],
    [["--remote", "nowhere"], "UNKNOWN_REMOTE"],
  ])("refuses %j as %s, and makes nothing", async (words, code) => {
    const here = scratch();
    const directory = await here.repository("dave/vc");
    const said = await bdIn(here, directory)(["init", ...words, "--json"]);
    expect(said.json.error.code).toBe(code);
    expect(await here.git(directory, "for-each-ref", "refs/beads")).toBe("");
  });
});

import { beforeAll, describe, expect, it } from "vitest";
import { type Neighbours, neighbours } from "../support/neighbours.ts";
import { type Said, trackedRepository } from "../support/run-bd.ts";
import { scratch } from "../support/scratch.ts";

const URL = "https://github.com/owner/far";
let there: Neighbours;
const bd = (...words: string[]): Promise<Said> => there.bd("north/vc", ...words);
const known = async (name: string) =>
  (await bd("project", "list", "--json")).json.find((project: { name: string }) => project.name === name);

beforeAll(async () => {
  there = await neighbours(["south/vc"]);
});

describe("project add", () => {
  it("makes a project known to all clones, by a URL without credentials, and once", async () => {
    const added = await bd("project", "add", "far", "https://me:pass@github.com/owner/far.git", "--json");
    expect(added).toMatchObject({
      status: 0,
      stderr: "",
      json: { name: "far", identity: "github.com/owner/far", url: `${URL}.git`, where: "project", changed: true },
    });
    expect(await known("far")).toMatchObject({ identity: "github.com/owner/far", sources: ["project"], clones: [] });
    expect((await bd("project", "show", "far", "--json")).json).toMatchObject({ url: `${URL}.git` });
    expect((await bd("project", "add", "far", URL, "--json")).json).toMatchObject({ changed: true });
    expect((await bd("project", "add", "far", URL, "--json")).json).toMatchObject({ changed: false });
    await bd("sync");
    const south = (await there.bd("south/vc", "project", "show", "far", "--json")).json;
    expect(south).toMatchObject({ identity: "github.com/owner/far", url: URL });
  });

  it("takes the name from the URL, and an identity in full", async () => {
    expect((await bd("project", "add", "git@example.com:team/tool.git", "--json")).json).toMatchObject({
      name: "tool",
      identity: "example.com/team/tool",
      url: "git@example.com:team/tool.git",
    });
    expect((await bd("project", "add", "example.com/team/other", "--json")).json).toMatchObject({
      name: "other",
      url: "https://example.com/team/other",
    });
  });

  it("puts a path of this machine into the user's own git configuration, and never into the ledger", async () => {
    const { here } = there;
    await here.git(here.root, "clone", "-q", "remotes/beads.git", "far away/bücher");
    await here.git(here.path("far away/bücher"), "remote", "set-url", "origin", "https://example.com/team/books.git");
    const added = await bd("project", "add", "../../far away/bücher", "--json");
    expect(added.json).toMatchObject({ identity: "example.com/team/books", where: "user", url: here.path("far away/bücher") });
    expect(await here.git(here.root, "config", "--global", "--get-all", "beads.project")).toBe(here.path("far away/bücher"));
    expect(await known("books")).toMatchObject({ clones: [{ directory: here.path("far away/bücher"), source: "config" }] });
    expect((await bd("project", "add", "../../far away/bücher", "--json")).json).toMatchObject({ changed: false });
    expect((await bd("project", "add", URL, "--local", "--json")).json).toMatchObject({ where: "user", name: "far" });
    expect((await bd("project", "add", "mine", here.path("far away/bücher"), "--json")).json.error.code).toBe("LOCAL_NAME");
  });

  it("names the clone, and not a linked worktree of it that lies beside", async () => {
    const { here } = there;
    const clone = here.path("north/maps");
    await here.git(here.root, "clone", "-q", "remotes/beads.git", "north/maps");
    await here.git(clone, "remote", "set-url", "origin", "https://example.com/team/maps.git");
    await here.git(clone, "commit", "-q", "--allow-empty", "-m", "first");
    for (const name of ["aa", "zz"]) await here.git(clone, "worktree", "add", "-q", "-b", name, `../${name}-maps`);
    expect(await known("maps")).toMatchObject({ clones: [{ directory: clone, source: "sibling" }] });
  });

  it("refuses what is no repository, what git would run, bad names, taken names and itself", async () => {
    const refused = async (...words: string[]) => {
      const { status, json } = await bd("project", "add", ...words, "--json");
      return [status, json.error.code];
    };
    expect(await refused("nothing")).toEqual([2, "URL_REFUSED"]);
    expect(await refused("x", "ext::sh -c true")).toEqual([2, "URL_REFUSED"]);
    expect(await refused("x", "--upload-pack=evil")).toEqual([2, expect.any(String)]);
    expect(await refused("a b", URL)).toEqual([2, "BAD_PROJECT_NAME"]);
    expect(await refused("far", "https://github.com/other/far")).toEqual([3, "PROJECT_NAME_TAKEN"]);
    expect(await refused("vc", "https://github.com/other/vc")).toEqual([3, "PROJECT_NAME_TAKEN"]);
    expect(await refused(there.here.path("remotes/vc.git"))).toEqual([2, "OWN_PROJECT"]);
  });

  it("writes nothing under --dry-run", async () => {
    expect((await bd("project", "add", "dry", "https://github.com/owner/dry", "--dry-run", "--json")).json).toMatchObject({
      dry_run: true,
      why: "dry run",
    });
    expect(await known("dry")).toBeUndefined();
  });
});

describe("project remove", () => {
  it("takes back what was written down, here and in the user's configuration", async () => {
    const removed = await bd("project", "remove", "far", "--json");
    expect(removed.json).toMatchObject([
      { name: "far", where: "project" },
      { name: "far", where: "user", url: URL },
    ]);
    expect(await known("far")).toBeUndefined();
    await bd("project", "remove", "books");
    expect((await there.here.tryGit(there.here.root, "config", "--global", "--get-all", "beads.project")).stdout).toBe("");
  });

  it("says why a project stays known that nothing was written down of", async () => {
    const { status, json } = await bd("project", "remove", "beads", "--json");
    expect([status, json.error.code]).toEqual([3, "NOT_WRITTEN_DOWN"]);
    expect(json.error.hints[0]).toContain(there.here.path("north/beads"));
    expect(await bd("project", "remove", "fra", "--json")).toMatchObject({
      status: 1,
      json: { error: { code: "UNKNOWN_PROJECT" } },
    });
  });
});

describe("project alias", () => {
  it("says what else this project is known as, and takes it away again", async () => {
    const added = await bd("project", "alias", "git@github.com:before/vc.git", "--json");
    expect(added.json).toMatchObject({ alias: "github.com/before/vc", changed: true, aliases: ["github.com/before/vc"] });
    expect((await bd("project", "alias", "github.com/before/vc", "--json")).json.changed).toBe(false);
    expect((await bd("whoami", "--json")).json.project.aliases).toContain("github.com/before/vc");
    await bd("sync");
    expect((await there.bd("north/beads", "project", "show", "github.com/before/vc", "--json")).json.name).toBe("vc");
    expect((await bd("project", "alias", "github.com/before/vc", "--remove", "--json")).json).toMatchObject({ removed: true });
    expect((await bd("whoami", "--json")).json.project.aliases).not.toContain("github.com/before/vc");
  });

  it("refuses its own identity, that of another project here, and what is none", async () => {
    const { here } = there;
    const refused = async (alias: string) => (await bd("project", "alias", alias, "--json")).json.error.code;
    expect(await refused(here.path("remotes/vc.git"))).toBe("OWN_IDENTITY");
    expect(await refused(here.path("remotes/beads.git"))).toBe("ALIAS_TAKEN");
    expect(await refused("vc")).toBe("URL_REFUSED");
  });
});

describe("project list", () => {
  it("says what to do where nobody else is known", async () => {
    const alone = await trackedRepository(scratch());
    expect((await alone.bd(["project", "list", "--json"])).json).toMatchObject([{ name: "vc", own: true }]);
    expect((await alone.bd(["project", "list"])).stdout).toContain("No other project is known here yet");
  });
});

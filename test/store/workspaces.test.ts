import { expect, it } from "vitest";
import { glimpse, notedWorkspaces, noteWorkspace, siblingsOf } from "../../src/store/workspaces.ts";
import { scratch } from "../support/scratch.ts";

it("tells clones that were noted, and those beside one, by name, whatever the order in which a folder lists them", async () => {
  const here = scratch();
  const names = ["west/vc", "east/vc", "north/vc", "south/vc", "up/vc", "down/vc"];
  for (const name of names) {
    const directory = await here.repository(name);
    const common_dir = glimpse(directory)?.common_dir ?? "";
    noteWorkspace(here.path("cache"), { directory, common_dir, identity: "local:vc", name: "vc", aliases: [] });
  }
  expect(notedWorkspaces(here.path("cache")).map(({ directory }) => directory)).toEqual(
    names.map((name) => here.path(name)).sort(),
  );
  const others = siblingsOf(here.path("west"));
  expect(others).toEqual([...others].sort());
  expect(others).toContain(here.path("east"));
});

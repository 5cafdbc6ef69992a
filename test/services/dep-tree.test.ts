import { expect, it } from "vitest";
import { renderDepTree } from "../../src/render/dep-tree.ts";
import { PLAIN } from "../../src/render/style.ts";
import { depCycles } from "../../src/services/dep-cycles.ts";
import { depTree, type Node } from "../../src/services/dep-tree.ts";
import type { Workspace } from "../../src/services/workspace.ts";
import { begin, issueOf, sit } from "../support/ledgers.ts";
import { scratch } from "../support/scratch.ts";

const need = (id: string) => ({ id: `demo-${id}`, needs_success: false });

/** A workspace in which each letter needs the letters behind it. */
async function graph(edges: Readonly<Record<string, string>>): Promise<{ workspace: Workspace; close(): Promise<void> }> {
  const here = scratch();
  const directory = await here.repository("demo");
  await begin(here, directory);
  const ledger = await sit(here, directory);
  const issues = Object.entries(edges).map(([id, needs]) =>
    issueOf({ id: `demo-${id}`, title: id, needs: [...needs].map(need) }),
  );
  await ledger.write("import", { issues, messages: [], types: [], source: "test" }, "never");
  return { workspace: { ledger } as unknown as Workspace, close: () => ledger.close() };
}

const shape = (nodes: readonly Node[] | null): unknown =>
  (nodes ?? []).map(({ id, stop, nodes: below }) => [
    id.replace("demo-", ""),
    ...(stop === null ? [] : [stop]),
    ...(below.length === 0 ? [] : [shape(below)]),
  ]);

it("follows what an issue needs and what needs it", async () => {
  const { workspace, close } = await graph({ a: "bc", b: "d", c: "", d: "" });
  const { down, up } = await depTree(workspace, { id: "demo-a", direction: "both", depth: 9 });
  expect(shape(down)).toEqual([["b", [["d"]]], ["c"]]);
  expect(up).toEqual([]);
  expect(shape((await depTree(workspace, { id: "demo-d", direction: "up", depth: 9 })).up)).toEqual([["b", [["a"]]]]);
  await close();
});

it("opens out a diamond once, so that many in a row do not explode", async () => {
  const { workspace, close } = await graph({ a: "bc", b: "d", c: "d", d: "ef", e: "g", f: "g", g: "h", h: "" });
  const { down } = await depTree(workspace, { id: "demo-a", direction: "down", depth: 99 });
  expect(JSON.stringify(shape(down)).match(/repeated/g)).toHaveLength(2);
  await close();
});

it("marks a cycle and does not follow it", async () => {
  const { workspace, close } = await graph({ a: "b", b: "c", c: "a", d: "" });
  const tree = await depTree(workspace, { id: "demo-a", direction: "down", depth: 99 });
  expect(shape(tree.down)).toEqual([["b", [["c", [["a", "cycle"]]]]]]);
  expect(renderDepTree(tree, PLAIN).at(-1)).toContain("a cycle");
  const { cycles, standoffs } = await depCycles(workspace);
  expect(cycles.map((cycle) => cycle.map(({ id }) => id).sort())).toEqual([["demo-a", "demo-b", "demo-c"]]);
  expect(standoffs).toEqual([]);
  await close();
});

it("says where it stops for its depth", async () => {
  const { workspace, close } = await graph({ a: "b", b: "c", c: "" });
  expect(shape((await depTree(workspace, { id: "demo-a", direction: "down", depth: 1 })).down)).toEqual([["b", "depth"]]);
  await close();
});

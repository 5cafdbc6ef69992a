import { readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { serializeIssue } from "../../src/format/issue-file.ts";
import { issuePath } from "../../src/format/paths.ts";
import { issueOf } from "../support/ledgers.ts";
import { neighbours } from "../support/neighbours.ts";
import { type RunBd, trackedRepository } from "../support/run-bd.ts";
import { scratch } from "../support/scratch.ts";
import { writeByHand } from "../support/written-by-hand.ts";

const QUOTES = `"];x[" <script>alert(1)</script> & \\N %%{init}%% --> </text>`;

async function place() {
  const here = scratch();
  const { bd, directory } = await trackedRepository(here);
  await plan(bd);
  return { here, bd, directory, graph: async (...words: string[]) => (await bd(["graph", "--json", ...words])).json };
}

/** An epic with a chain of three and a side way; two that have nothing to do with it. */
async function plan(bd: RunBd) {
  await bd(["create", "Epic", "--id", "vc-00000e", "-t", "epic"]);
  for (const id of ["vc-000001", "vc-000002", "vc-000003"]) await bd(["create", `Do ${id}`, "--id", id, "--parent", "vc-00000e"]);
  await bd(["create", "Beside", "--id", "vc-000004"]);
  await bd(["create", "Alone", "--id", "vc-000005"]);
  await bd(["create", "Done", "--id", "vc-000006"]);
  const needs = ["2 1", "3 2", "3 4", "1 6"].map((pair) => pair.split(" ").map((end) => `vc-00000${end}`));
  for (const [id = "", needed = ""] of needs) await bd(["dep", "add", id, needed]);
  await bd(["close", "vc-000006", "--reason", "Done."]);
}

const idsOf = ({ nodes }: { nodes: readonly { id: string }[] }) =>
  nodes
    .map(({ id }) => id.slice(-1))
    .sort()
    .join("");

test("draws the open work that waits, in layers, with its longest chain; what is closed or alone only with --all", async () => {
  const { graph } = await place();
  const whole = await graph();
  expect(idsOf(whole)).toBe("1234e");
  expect(whole.critical).toEqual(["vc-000001", "vc-000002", "vc-000003", "vc-00000e"]);
  expect(Object.fromEntries(whole.nodes.map((node: { id: string; layer: number }) => [node.id.slice(-1), node.layer]))).toEqual({
    ...{ 1: 0, 4: 0, 2: 1, 3: 2, e: 3 },
  });
  expect(whole).toMatchObject({ alone: 1, total: 5, total_edges: 6, cycles: [], format: "text", text: null, file: null });
  expect(whole.edges.filter(({ critical }: { critical: boolean }) => critical)).toMatchObject([
    { from: "vc-000001", to: "vc-000002", kind: "needs" },
    { from: "vc-000002", to: "vc-000003", kind: "needs" },
    { from: "vc-000003", to: "vc-00000e", kind: "parent" },
  ]);
  expect(idsOf(await graph("--all"))).toBe("123456e");
});

test("of an issue draws what it waits for and what waits for it, as far as is asked for", async () => {
  const { graph } = await place();
  expect(idsOf(await graph("000002"))).toBe("123e");
  expect(idsOf(await graph("000003", "--depth", "1"))).toBe("234e");
  expect(idsOf(await graph("000005", "000004", "--depth", "1"))).toBe("345");
  expect(idsOf(await graph("000001", "--all"))).toBe("1236e");
  expect((await graph("nobody")).error.code).toBe("ISSUE_NOT_FOUND");
});

test("marks what is on a cycle, and what closes the circle", async () => {
  const { bd, directory, graph, here } = await place();
  const ring = ["vc-00000a", "vc-00000b"].map((id, at, ids) =>
    issueOf({ id, title: id, needs: [{ id: ids[1 - at] ?? "", needs_success: false }] }),
  );
  const files = Object.fromEntries(ring.map((issue) => [issuePath(issue.id), serializeIssue(issue)]));
  await writeByHand(here, directory, [{ files }]);
  const drawn = await graph("00000a");
  expect(drawn.cycles).toEqual([["vc-00000a", "vc-00000b"]]);
  expect(drawn.nodes.every(({ cyclic }: { cyclic: boolean }) => cyclic)).toBe(true);
  expect(drawn.edges.map(({ back, cyclic }: Record<string, boolean>) => [back, cyclic])).toEqual(
    expect.arrayContaining([
      [true, true],
      [false, true],
    ]),
  );
  expect((await bd(["graph", "00000a"])).stdout).toContain("CYCLES (none of them can become ready)");
});

test("cuts what is too much and says so: the longest chain stays", async () => {
  const { bd, graph } = await place();
  const few = await graph("--limit", "4");
  expect(idsOf(few)).toBe("123e");
  expect(few).toMatchObject({ total: 5, total_edges: 6 });
  expect((await bd(["graph", "--limit", "4"])).stdout).toContain("Shown are 4 of 5 issues and 5 of 6 edges");
});

test("writes over its own pictures and over nothing else, and never through a link", async () => {
  const { bd, directory } = await place();
  for (const name of ["plan.svg", "plan.mmd", "plan.dot", "plan.txt", "plan.SVG"]) {
    for (const turn of [1, 2]) expect((await bd(["graph", "--output", name])).status, `${name} ${turn}`).toBe(0);
  }
  expect(await readFile(join(directory, "plan.svg"), "utf8")).toMatch(/^<svg [^>]*class="bd-graph"[\s\S]*<\/svg>\n$/);
  await writeFile(join(directory, "mine.svg"), "<svg>mine</svg>");
  await symlink(join(directory, "mine.svg"), join(directory, "link.svg"));
  for (const name of ["mine.svg", "link.svg"]) {
    const { json, status } = await bd(["graph", "--json", "--output", name]);
    expect([status, json.error.code]).toEqual([3, "NOT_WRITTEN_BY_BD"]);
  }
  expect(await readFile(join(directory, "mine.svg"), "utf8")).toBe("<svg>mine</svg>");
});

test("words of beads are words in every form: nothing ends a string, begins an element or becomes a link", async () => {
  const { bd } = await place();
  await bd(["update", "vc-000001", "--title", QUOTES]);
  const [mermaid, dot, svg] = await Promise.all(
    ["mermaid", "dot", "svg"].map(async (format) => (await bd(["graph", "--format", format])).stdout),
  );
  const line = (text: string | undefined) => text?.split("\n").find((one) => one.includes("vc-000001")) ?? "";
  expect(line(mermaid)).toMatch(/^ {2}n\d+\["[^"<>[\]\\]*<br\/>[^"<>[\]\\]*"\]:::\w+$/);
  expect(line(dot)).toMatch(/^ {2}n\d+ \[label="(?:[^"\\]|\\.)*", tooltip="(?:[^"\\]|\\.)*", color="#\w+", penwidth=3\];$/);
  expect(line(dot)).toContain("\\\\N");
  expect(svg).not.toMatch(/<script|<a |href|alert\(1\)<\/script|&(?!amp;|lt;|gt;|quot;|#39;)/);
  expect(svg?.match(/<text/g)?.length).toBe(svg?.match(/<\/text>/g)?.length);
});

test("draws what another project has to do first, as it was last seen there", async () => {
  const { bd } = await neighbours();
  const theirs = (await bd("north/beads", "create", "Parser crashes", "--json")).json.id;
  const ours = (await bd("north/vc", "create", "Load the plan", "--json")).json.id;
  await bd("north/vc", "dep", "add", ours, `beads:${theirs}`);
  const drawn = async () => (await bd("north/vc", "graph", "--json")).json;
  const before = await drawn();
  expect(before.nodes).toMatchObject([
    { id: ours, address: null, layer: 1, critical: true },
    { address: `beads:${theirs}`, title: "Parser crashes", status: "open", layer: 0, critical: true },
  ]);
  expect(before.edges).toMatchObject([{ to: ours, kind: "needs" }]);
  const [text, svg] = [await bd("north/vc", "graph"), await bd("north/vc", "graph", "--format", "svg")];
  expect(text.stdout).toContain(`beads:${theirs}  Parser crashes (open there, seen`);
  expect(svg.stdout).toContain('class="open chain elsewhere"');
  await bd("north/beads", "close", theirs, "--reason", "Fixed.");
  expect(await drawn()).toMatchObject({ nodes: [], alone: 1 });
  expect(
    (await bd("north/vc", "graph", ours, "--all", "--json")).json.nodes.map(({ status }: { status: string }) => status),
  ).toEqual(["ready", "closed"]);
});

test("of many that hang together by twos shows pairs, and not halves of them", async () => {
  const here = scratch();
  const { bd, directory } = await trackedRepository(here);
  const pairs = Array.from({ length: 20 }, (_, at) => [`vc-a${at + 10}`, `vc-b${at + 10}`] as const);
  const issues = pairs.flatMap(([first, then]) => [
    issueOf({ id: first, title: first }),
    issueOf({ id: then, title: then, needs: [{ id: first, needs_success: false }] }),
  ]);
  const files = Object.fromEntries(issues.map((issue) => [issuePath(issue.id), serializeIssue(issue)]));
  await writeByHand(here, directory, [{ files }]);
  const { edges, nodes, total } = (await bd(["graph", "--json", "--limit", "10"])).json;
  expect([nodes.length, edges.length, total]).toEqual([10, 5, 40]);
});

test("an SVG looks as it looked: compare plan.svg with your eyes before you keep another", async () => {
  const { bd } = await place();
  await expect((await bd(["graph", "--format", "svg"])).stdout).toMatchFileSnapshot("../render/graph/plan.svg");
});

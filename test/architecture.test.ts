import { describe, expect, it } from "vitest";
import { filesBelow, type Import, importsOf, ROOT, sourceOf } from "./support/source-tree.ts";

const SOURCES = [...filesBelow("src", /\.tsx?$/), ...filesBelow("commands", /\.tsx?$/)];
const ALL = [...SOURCES, ...filesBelow("test", /\.tsx?$/), ...filesBelow("build", /\.[jt]s$/), ...filesBelow("bench", /\.tsx?$/)];
const IMPORTS = SOURCES.flatMap(importsOf);

/** Room to the rooms that it may import from, as docs/architecture.md has them. */
function layers(): ReadonlyMap<string, readonly string[]> {
  const block = /```layers\n([\s\S]*?)```/.exec(sourceOf("docs/architecture.md"))?.[1] ?? "";
  const lines = block.split("\n").filter((line) => line.includes("->"));
  return new Map(
    lines.map((line) => line.split("->")).map(([from = "", to = ""]) => [from.trim(), to.split(/\s+/).filter(Boolean)]),
  );
}

/** The room that a file stands in: `cli`, `commands`, `main`; null for what anybody may import or what may import anything. */
function roomOf(path: string): string | null {
  if (path === "src/errors.ts" || path === "src/index.ts") return null;
  if (path.startsWith("commands/")) return "commands";
  const [, room = ""] = path.split("/");
  return room.endsWith(".ts") ? "main" : room;
}

/** Imports of which the test is true, as lines that say what to look at. */
function offenders(test: (entry: Import) => boolean): string[] {
  return IMPORTS.filter(test).map(({ from, to }) => `${from} imports ${to}`);
}

const isPackage = (name: string) => (entry: Import) => entry.to === name || entry.to.startsWith(`${name}/`);
const isOneOf = (names: readonly string[]) => (entry: Import) => names.some((name) => isPackage(name)(entry));
const inRooms = (rooms: readonly string[]) => (entry: Import) => rooms.includes(roomOf(entry.from) ?? "library");

describe("the arrows of docs/architecture.md", () => {
  const table = layers();

  it("name every room that there is", () => {
    const rooms = new Set(SOURCES.map(roomOf).filter((room) => room !== null));
    expect([...rooms].filter((room) => !table.has(room))).toEqual([]);
  });

  it("are the only ones that imports go along", () => {
    const wrong = offenders(({ from, to }) => {
      const [here, there] = [roomOf(from), to.startsWith("src/") || to.startsWith("commands/") ? roomOf(to) : null];
      return here !== null && there !== null && here !== there && !table.get(here)?.includes(there);
    });
    expect(wrong).toEqual([]);
  });

  it("hold no circle", () => {
    const reaches = (from: string, to: string, seen: ReadonlySet<string>): boolean =>
      (table.get(from) ?? []).some((next) => next === to || (!seen.has(next) && reaches(next, to, new Set([...seen, next]))));
    expect([...table.keys()].filter((room) => reaches(room, room, new Set()))).toEqual([]);
  });
});

describe("what only some rooms may know", () => {
  it("starts git in the git room alone; the edge starts bd itself", () => {
    expect(offenders((entry) => isPackage("node:child_process")(entry) && !inRooms(["git", "cli"])(entry))).toEqual([]);
    const gitAtTheEdge = SOURCES.filter(
      (path) => !path.startsWith("src/git/") && /\b(spawn|execFile)(Sync)?\(\s*"git"/.test(sourceOf(path)),
    );
    expect(gitAtTheEdge).toEqual([]);
  });

  it("keeps isomorphic-git in the git room", () => {
    expect(offenders((entry) => isPackage("isomorphic-git")(entry) && !inRooms(["git"])(entry))).toEqual([]);
  });

  it("touches files in store, git and cli alone", () => {
    const files = isOneOf(["node:fs", "fs", "fs/promises"]);
    expect(offenders((entry) => files(entry) && !inRooms(["store", "git", "cli"])(entry))).toEqual([]);
  });

  it("knows oclif, Ink and React at the edge alone", () => {
    const edge = isOneOf(["@oclif/core", "ink", "react"]);
    expect(offenders((entry) => edge(entry) && !inRooms(["cli", "commands", "tui", "main"])(entry))).toEqual([]);
  });

  it("has no node: module in the domain", () => {
    expect(offenders((entry) => entry.to.startsWith("node:") && inRooms(["domain"])(entry))).toEqual([]);
  });

  it("has no clock and no chance of its own below the edge", () => {
    const own = /\b(Date\.now\(|new Date\(\)|Math\.random\(|performance\.now\()/;
    const rooms = ["domain", "format", "git", "store", "services", "render"];
    const found = SOURCES.filter((path) => rooms.includes(roomOf(path) ?? "") && own.test(sourceOf(path)));
    expect(found.filter((path) => !BY_THE_DISK.includes(path))).toEqual([]);
  });
});

/** What compares a file's age with now: both by the file system's own clock. */
const BY_THE_DISK = ["src/git/native/loose-writer.ts", "src/store/index/index-file.ts"];

describe("files", () => {
  it("are never longer than 400 lines", () => {
    expect(ALL.filter((path) => sourceOf(path).split("\n").length > 401)).toEqual([]);
  });

  it("compile no class of all letters when they are loaded, which takes up to a millisecond", () => {
    expect(SOURCES.filter((path) => /^(export )?(const|let) .*\\p\{/m.test(sourceOf(path)))).toEqual([]);
  });

  it("bind statements by place alone: Node before 22.20 cannot give a value to ?1", () => {
    const numbered = /[\s(=,<>-]\?\d/;
    expect(numbered.test("WHERE n = ?1")).toBe(true);
    expect(SOURCES.filter((path) => path.startsWith("src/store/") && numbered.test(sourceOf(path)))).toEqual([]);
  });

  it("are named in kebab-case", () => {
    const kebab = /^[a-z0-9]+(-[a-z0-9]+)*(\.test|\.d)?\.[jt]s$/;
    const component = /^src\/tui\/.*\/[A-Z][A-Za-z0-9]*\.tsx$/;
    expect(ALL.filter((path) => !component.test(path) && !kebab.test(path.split("/").at(-1) ?? ""))).toEqual([]);
  });

  it("are never called util, helper, common, misc or shared", () => {
    expect(ALL.filter((path) => /(^|[/-])(utils?|helpers?|common|misc|shared)([/.-]|$)/.test(path))).toEqual([]);
  });

  it("export by name only", () => {
    expect(SOURCES.filter((path) => /^export default\b/m.test(sourceOf(path)))).toEqual([]);
  });

  it("name what they import with its ending", () => {
    const inside = (to: string) => /^(src|commands)\//.test(to);
    expect(offenders(({ to }) => inside(to) && !/\.tsx?$/.test(to))).toEqual([]);
  });
});

describe("the rules themselves", () => {
  it("look at a tree that is there", () => {
    expect(ROOT).not.toBe("");
    expect(SOURCES.length).toBeGreaterThan(20);
    expect(IMPORTS.length).toBeGreaterThan(50);
  });

  it("see static, type-only, dynamic and re-exporting imports", () => {
    const seen = IMPORTS.map(({ from, to }) => `${from} ${to}`);
    expect(seen).toContain("src/main.ts src/cli/host.ts");
    expect(seen).toContain("src/cli/bead-command.ts src/cli/open.ts");
    expect(seen).toContain("src/index.ts src/errors.ts");
  });
});

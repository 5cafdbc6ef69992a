import { expect, test } from "vitest";
import { agentName } from "../../src/domain/agent-name.ts";

const nameIn = (directory: string, project = "vc", home = "/home/dave") => agentName({ directory, home, login: "dave", project });

test("a clone named after its project is called after its parent", () => {
  expect(nameIn("/home/dave/src/alpha/vc")).toBe("alpha/vc");
  expect(nameIn("/home/dave/src/alpha/VC/")).toBe("alpha/vc");
  expect(nameIn("C:\\Users\\dave\\src\\alpha\\vc", "vc", "C:\\Users\\dave")).toBe("alpha/vc");
  expect(nameIn("/srv/git/alpha/vc.git")).toBe("alpha/vc");
});

test("a clone or worktree of another name is called by that name", () => {
  expect(nameIn("/home/dave/wt/feat-a")).toBe("feat-a/vc");
  expect(nameIn("/home/dave/src")).toBe("src/vc");
});

test("a parent that says nothing is replaced by the login name", () => {
  for (const parent of ["src", "work", "workspace", "code", "projects", "repos", "git", "dev", "Code"])
    expect(nameIn(`/data/${parent}/vc`)).toBe("dave/vc");
  expect(nameIn("/home/dave/vc")).toBe("dave/vc");
  expect(nameIn("/vc")).toBe("dave/vc");
  expect(nameIn("C:\\vc")).toBe("dave/vc");
});

test("a name holds only what an address may hold", () => {
  expect(nameIn("/tmp/my tree (2)")).toBe("my-tree-2/vc");
  expect(nameIn("/tmp/größe")).toBe("größe/vc");
  expect(nameIn("/tmp/---")).toBe("somebody/vc");
  expect(nameIn("/")).toBe("dave/vc");
});

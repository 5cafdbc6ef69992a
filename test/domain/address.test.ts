import { expect, test } from "vitest";
import { isElsewhere, parseAddress } from "../../src/domain/address.ts";

test("each form of an address is told apart", () => {
  expect(parseAddress("@all")).toEqual({ kind: "all" });
  expect(parseAddress("@steve")).toEqual({ kind: "person", name: "@steve" });
  expect(parseAddress("dave/beads")).toEqual({ kind: "agent", name: "dave/beads", project: "beads" });
  expect(parseAddress(" feat-a/vc ")).toEqual({ kind: "agent", name: "feat-a/vc", project: "vc" });
  expect(parseAddress("beads")).toEqual({ kind: "project", project: "beads", url: null });
  for (const identity of [
    "github.com/owner/beads",
    "gitlab.example.com:8443/Group/Proj",
    "gitlab.com/a/b/c",
    "local:/srv/git/beads",
    "local:c:/src/beads",
    "local:7k3xq2",
    "dev.azure.com/org/my proj/repo",
  ]) {
    expect(parseAddress(identity)).toEqual({ kind: "project", project: identity, url: null });
  }
});

test("a URL names its project by its identity", () => {
  const project = "github.com/owner/beads";
  for (const url of [
    "https://github.com/owner/beads.git",
    "git@github.com:owner/beads.git",
    "ssh://git@github.com/owner/beads",
  ]) {
    expect(parseAddress(url)).toEqual({ kind: "project", project, url });
  }
});

test("a bead elsewhere is named short or in full", () => {
  const id = "beads-7k3xq2";
  for (const project of [
    "beads",
    "github.com/owner/beads",
    "gitlab.example.com:8443/Group/Proj",
    "local:/srv/git/beads",
    "local:c:/src/beads",
  ]) {
    expect(parseAddress(`${project}:${id}`)).toEqual({ kind: "bead", project, id });
  }
  for (const url of [
    "https://github.com/owner/beads.git",
    "git@github.com:owner/beads",
    "ssh://git@github.com:2222/owner/beads",
  ]) {
    expect(parseAddress(`${url}:${id}`)).toMatchObject({ kind: "bead", id });
  }
  expect(parseAddress("git@github.com:beads").kind).toBe("project");
  expect(isElsewhere("beads:beads-7k3xq2")).toBe(true);
  expect(isElsewhere("beads-7k3xq2")).toBe(false);
});

test("anything else is refused with the forms that there are", () => {
  for (const text of [
    "",
    " ",
    "@",
    "@a b",
    "a b",
    "dave/",
    "/beads",
    ":",
    "beads:",
    ":beads-7k3xq2",
    "a/b:c",
    "-x",
    "https://",
    "dave/be ads",
  ]) {
    expect(() => parseAddress(text)).toThrow(expect.objectContaining({ kind: "usage", code: "INVALID_ADDRESS" }));
  }
});

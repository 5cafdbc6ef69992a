import { expect, it } from "vitest";
import { hasRole, parseNames } from "../../src/domain/role.ts";

const project = (roles: Readonly<Record<string, readonly string[]>>) => ({ roles });

it("everybody has a role for which nobody is named", () => {
  expect(hasRole(project({}), "force", "dave/vc")).toBe(true);
  expect(hasRole(project({ decide: ["@steve"] }), "force", "dave/vc")).toBe(true);
});

it("only those who are named have it, and every person where persons are", () => {
  const named = project({ force: ["@steve", "dave/vc"], resume: ["@human"] });
  expect(["@steve", "dave/vc", "erin/vc", "@erin"].map((name) => hasRole(named, "force", name))).toEqual([
    true,
    true,
    false,
    false,
  ]);
  expect(["@erin", "dave/vc"].map((name) => hasRole(named, "resume", name))).toEqual([true, false]);
});

it("names are read with commas, each once, and nothing else is a name", () => {
  expect(parseNames("@steve, dave/vc,@steve")).toBe("@steve,dave/vc");
  for (const text of ["", "steve", "@", "a/b/c", "@a b", "@steve,,dave/vc", "x:y/z"])
    expect([text, parseNames(text)]).toEqual([text, undefined]);
});

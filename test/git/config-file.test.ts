import { expect, test } from "vitest";
import { isTrue, parseConfigFile } from "../../src/git/config-file.ts";
import { scratch } from "../support/scratch.ts";

const HARD = `
# a comment
; another
[core]
	bare = false ; behind a value
	flag
  Editor = "vi # not a comment" \\
 -f
[Remote "Ori\\"gin\\\\.X"]  url = https://example.com/a b.git
	fetch = +refs/heads/*:refs/remotes/x/*
	fetch = second
[section.Old "Sub Section"]
[dotted.name]
	key-with-dash = a\\tb\\nc\\\\d\\"e
	empty =
	spaces =   inner   spaces   
	quoted = "  kept  "  
	half = in "the ; middle" # gone
	continued = one \\
two \\
  three
	# a comment with a backslash at its end \\
	after = comment
[x] y = 1
[x "A"] y = 2 [z] 
[last]
	key=no newline`;

test("a configuration file is read as git reads it, its comments, quotes and continued lines too", async () => {
  const here = scratch();
  const listed = await here.git(here.root, "config", "--file", here.write("hard", HARD), "--list", "-z");
  const expected = listed
    .split("\0")
    .slice(0, -1)
    .map((entry) => {
      const end = entry.indexOf("\n");
      return end === -1 ? { key: entry, value: "true" } : { key: entry.slice(0, end), value: entry.slice(end + 1) };
    });
  expect(expected.length).toBeGreaterThan(12);
  expect(parseConfigFile(HARD)).toEqual(expected);
  expect(parseConfigFile(HARD.replaceAll("\n", "\r\n"))).toEqual(expected);
  expect(parseConfigFile(`\uFEFF${HARD}`)).toEqual(expected);
});

test("true is what git takes for true", async () => {
  const here = scratch();
  for (const value of ["true", "YES", "on", "1", "-1", "2k", "false", "no", "off", "0", ""]) {
    const asked = await here.git(here.root, "-c", `x.y=${value}`, "config", "--type=bool", "x.y");
    expect(isTrue(value)).toBe(asked === "true");
  }
  expect(isTrue(undefined)).toBe(false);
});

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { indexPlace } from "../../src/store/index/index-place.ts";
import { bd } from "../support/processes.ts";
import { type Scratch, scratch } from "../support/scratch.ts";

let here: Scratch;
let directory: string;
let PATH: string;

beforeAll(async () => {
  here = scratch();
  directory = await here.repository("vc");
  PATH = here.path("no-programs");
  mkdirSync(PATH);
  await bd(here, directory, ["init", "--quiet"]);
  await bd(here, directory, ["create", "Read me", "--id", "vc-first", "-m", "In a slim container."]);
  await bd(here, directory, ["reply", "vc-first", "-m", "Said before."]);
  // An index would answer most of it: without one, every object is read.
  await here.run("rm", ["-rf", indexPlace(join(directory, ".git/bd"))]);
});

const without = (...words: string[]) => bd(here, directory, words, { env: { PATH } });

describe("the built program where there is no git", () => {
  it.each([
    [["list"], "Read me"],
    [["show", "vc-first"], "In a slim container."],
    [["ready"], "vc-first"],
    [["search", "slim"], "vc-first"],
    [["log"], "Said before."],
    [["log", "vc-first"], "Said before."],
    [["thread", "vc-first"], "Said before."],
    [["status"], "1 ready"],
  ])("answers %j", async (words, answer) => {
    const { status, stdout, stderr } = await without(...words);
    expect({ status, stderr }).toEqual({ status: 0, stderr: expect.not.stringContaining("bd:") });
    expect(stdout).toContain(answer);
  });

  it.each([
    [["create", "More"]],
    [["claim", "vc-first"]],
    [["update", "vc-first", "-p", "0"]],
    [["reply", "vc-first", "-m", "x"]],
  ])("says what %j lacks", async (words) => {
    const { status, stdout } = await without(...words, "--json");
    expect({ status, ...JSON.parse(stdout).error }).toMatchObject({ status: 5, kind: "environment", code: "GIT_PROGRAM_NEEDED" });
  });
});

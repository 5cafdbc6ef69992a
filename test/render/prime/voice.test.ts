import { expect, test } from "vitest";
import { CALLING, TYPING } from "../../../src/render/prime/voice.ts";

test("what a page proposes is a call to whoever calls, and a command to whoever types", () => {
  const said = [
    "bd resume vc-1",
    "bd resume vc-1 --claim",
    "bd claim vc-1",
    "bd answer adr-1",
    "bd thread vc-1",
    "bd ready",
    "bd mine",
  ];
  expect(said.map(CALLING.say)).toEqual([
    ...["show vc-1", "claim vc-1", "claim vc-1", "decide with answers adr-1", "show vc-1", "ready", "prime"],
  ]);
  expect(said.map(TYPING.say)).toEqual(said);
});

test("what another session holds is gone on with as that session only", () => {
  expect(CALLING.say("BD_SESSION=s-1 bd resume vc-1")).toContain("BD_SESSION=s-1");
  expect(CALLING.say("BD_SESSION=s-1 bd resume vc-1")).not.toContain("resume");
});

test("a command that no tool is like stays a command", () => {
  expect(CALLING.say("bd recall")).toBe("bd recall");
  expect(CALLING.how.join(" ")).not.toMatch(/\bbd [a-z]|--[a-z]/);
});

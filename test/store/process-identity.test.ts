import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, test } from "vitest";
import { identify, isAlive } from "../../src/store/process-identity.ts";

test("this process is alive and is always told by the same identity", () => {
  expect(isAlive(identify())).toBe(true);
  expect(identify()).toEqual(identify(process.pid));
});

test("a process that ended is not alive", async () => {
  const child = spawn(process.execPath, ["-e", "process.stdin.resume()"]);
  const identity = identify(child.pid);
  expect(isAlive(identity)).toBe(true);
  child.kill("SIGKILL");
  await once(child, "close");
  expect(isAlive(identity)).toBe(false);
});

test.runIf(process.platform === "linux")("a number that another process has by now is not the process", () => {
  expect(isAlive({ ...identify(), start: "1" })).toBe(false);
});

test.runIf(process.platform === "linux")("a process of an earlier boot of this machine is gone", () => {
  expect(isAlive({ ...identify(), boot: "00000000-0000-0000-0000-000000000000/4026531836" })).toBe(false);
});

test("a process of another machine or of another container cannot be known", () => {
  expect(isAlive({ ...identify(), host: "elsewhere" })).toBeUndefined();
  const here = identify();
  expect(isAlive({ ...here, boot: here.boot === null ? "x" : `${here.boot.split("/")[0]}/1` })).toBeUndefined();
});

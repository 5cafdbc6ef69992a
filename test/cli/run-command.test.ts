import { expect, it } from "vitest";
import type { Host } from "../../src/cli/host.ts";
import { runCommand } from "../../src/cli/run-command.ts";
import { scratch } from "../support/scratch.ts";

it("ends with a command that does not care for being told to end", { skip: process.platform === "win32" }, async () => {
  const directory = scratch().root;
  const host = { env: process.env, signal: AbortSignal.timeout(500) } as unknown as Host;
  expect(await runCommand("trap '' TERM; while :; do sleep 1; done", {}, { host, directory })).toBe("it ended with SIGKILL");
});

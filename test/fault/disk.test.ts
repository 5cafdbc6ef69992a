import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, statfsSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { bd, bdJson, expectSound, seedLedger } from "../support/processes.ts";
import { type Scratch, scratch } from "../support/scratch.ts";

/** True where this machine lets a test mount a small tmpfs (root on Linux). */
function canMount(): boolean {
  if (process.platform !== "linux" || process.getuid?.() !== 0) return false;
  const here = scratchFolder();
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=1m", "tmpfs", here], { stdio: "ignore" });
    execFileSync("umount", [here]);
    return true;
  } catch {
    return false;
  }
}

function scratchFolder(): string {
  const here = scratch();
  mkdirSync(here.path("mount"));
  return here.path("mount");
}

const MOUNTS = canMount();
if (!MOUNTS) console.warn("Skipped: a full disk and a read-only file system, since this user may not mount a tmpfs.");

async function mounted(
  here: Scratch,
  size: string,
): Promise<{ directory: string; remount(options: string): void; unmount(): void }> {
  const disk = here.path("disk");
  mkdirSync(disk);
  const mount = (options: string) => execFileSync("mount", ["-t", "tmpfs", "-o", options, "tmpfs", disk]);
  mount(`size=${size}`);
  const source = await here.repository("seed");
  await seedLedger(here, source, 3);
  const directory = `${disk}/demo`;
  cpSync(source, directory, { recursive: true });
  return { directory, remount: (options) => mount(`remount,${options}`), unmount: () => execFileSync("umount", ["-l", disk]) };
}

test.runIf(MOUNTS)(
  "a full disk is an environment error, what was there is whole, and with room again the next write works",
  async () => {
    const here = scratch();
    const disk = await mounted(here, "4m");
    try {
      const free = statfsSync(disk.directory);
      writeFileSync(`${disk.directory}/.git/filler`, Buffer.alloc(free.bavail * free.bsize));
      const failed = await bd(here, disk.directory, ["create", "No room", "--json"]);
      expect(failed.status, failed.stdout + failed.stderr).toBe(5);
      expect((JSON.parse(failed.stdout) as { error: { kind: string } }).error.kind).toBe("environment");
      expect((await bdJson<object[]>(here, disk.directory, ["list"])).length).toBe(3);
      execFileSync("rm", [`${disk.directory}/.git/filler`]);
      await bdJson(here, disk.directory, ["create", "Room again"]);
      expect((await bdJson<object[]>(here, disk.directory, ["list"])).length).toBe(4);
      await expectSound(here, disk.directory);
    } finally {
      disk.unmount();
    }
  },
);

test.runIf(MOUNTS)(
  "on a read-only file system reads work, with and without an index, and a write is an environment error",
  async () => {
    const here = scratch();
    const disk = await mounted(here, "8m");
    try {
      disk.remount("ro");
      expect((await bdJson<object[]>(here, disk.directory, ["ready"])).length).toBe(3);
      const failed = await bd(here, disk.directory, ["create", "Nowhere", "--json"]);
      expect(failed.status, failed.stdout + failed.stderr).toBe(5);
      disk.remount("rw");
      execFileSync("rm", ["-rf", `${disk.directory}/.git/bd`]);
      disk.remount("ro");
      expect((await bdJson<object[]>(here, disk.directory, ["ready"])).length).toBe(3);
    } finally {
      disk.unmount();
    }
  },
);

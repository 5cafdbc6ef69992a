import { existsSync } from "node:fs";
import { expect, test } from "vitest";
import { bounded, readFileUpTo, readUpTo } from "../../src/cli/read-bounded.ts";
import { trackedRepository } from "../support/run-bd.ts";
import { scratch } from "../support/scratch.ts";

test("a stream that never ends is read until there is more than enough", async () => {
  async function* endless() {
    for (;;) yield "x".repeat(1000);
  }
  const read = await readUpTo(endless(), 10_500);
  expect(read.length).toBe(11_000);
  expect(() => bounded(read, "It", 10_500)).toThrow("It has more than");
});

test("a file is read whole where it fits", async () => {
  const here = scratch();
  const path = here.write("text", "ä".repeat(100_000));
  expect((await readFileUpTo(path, 200_000)).toString()).toBe("ä".repeat(100_000));
  await expect(readFileUpTo(here.path("none"), 10)).rejects.toMatchObject({ code: "ENOENT" });
  await expect(readFileUpTo(here.root, 10)).rejects.toMatchObject({ code: "EISDIR" });
});

test.skipIf(!existsSync("/dev/zero"))("a device that never ends is refused as a body, and as a plan", async () => {
  const { bd } = await trackedRepository(scratch());
  expect(await bd(["create", "Zeros", "-F", "/dev/zero", "--json"])).toMatchObject({
    status: 2,
    json: { error: { code: "INPUT_TOO_LARGE" } },
  });
  expect(await bd(["create", "--from", "/dev/zero", "--json"])).toMatchObject({ status: 2 });
});

import { expect, test } from "vitest";
import { allSettings, checkSetting, findSetting, parseSize, resolveSetting } from "../../src/domain/setting.ts";

const check = (name: string, text: string) => checkSetting(resolveSetting(name), text);

test("every default is a value of its own setting", () => {
  for (const setting of allSettings())
    if (setting.default !== null) expect(checkSetting(setting, setting.default)).toBe(setting.default);
});

test("names are unique, and only the user's begin with beads", () => {
  expect(new Set(allSettings().map((setting) => setting.name)).size).toBe(allSettings().length);
  for (const setting of allSettings()) expect(setting.name.startsWith("beads.")).toBe(setting.scope === "user");
});

test("values are brought into the form that is stored", () => {
  expect(check("claim.lease.agent", " 90M ")).toBe("90m");
  expect(check("push.interval", "0s")).toBe("0s");
  expect(check("attachment.max", "4 MiB")).toBe("4MiB");
  expect(check("inbound", "Review")).toBe("review");
  expect(check("beads.background", "false")).toBe("off");
  expect(check("beads.branch", "team/beads")).toBe("team/beads");
});

test("a value that does not fit is refused with what does", () => {
  for (const [name, text] of [
    ["claim.lease.agent", "10s"],
    ["claim.lease.agent", "soon"],
    ["fetch.interval", "0s"],
    ["attachment.max", "0"],
    ["attachment.max", "big"],
    ["inbound", "maybe"],
    ["beads.background", "perhaps"],
    ["beads.branch", "a..b"],
    ["beads.branch", "-x"],
    ["beads.branch", "a.lock"],
  ] as const) {
    expect(() => check(name, text)).toThrow(expect.objectContaining({ kind: "usage", code: "INVALID_SETTING" }));
  }
});

test("a setting that there is not is refused with those that there are", () => {
  expect(findSetting("claim.lease")).toBeUndefined();
  expect(() => resolveSetting("toString")).toThrow(expect.objectContaining({ kind: "usage", code: "UNKNOWN_SETTING" }));
});

test("sizes are counted in bytes", () => {
  expect(["4096", "1k", "500KB", "1KiB", "1MiB", "2GiB", "7b"].map(parseSize)).toEqual([
    4096, 1000, 500_000, 1024, 1_048_576, 2_147_483_648, 7,
  ]);
  expect(["", "MiB", "-1", "1.5MB", "1TB"].map(parseSize)).toEqual(Array(5).fill(undefined));
});

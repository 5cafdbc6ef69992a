import { expect, test } from "vitest";
import { intervalOf } from "../../src/store/interval.ts";
import type { Snapshot } from "../../src/store/snapshot.ts";

const withSettings = (settings: Record<string, string>) => ({ project: { settings } }) as unknown as Snapshot;

test("an interval is what the project says, else what holds by default", () => {
  expect(intervalOf(withSettings({}), "fetch.interval")).toBe(60_000);
  expect(intervalOf(withSettings({}), "push.interval")).toBe(10_000);
  expect(intervalOf(withSettings({ "push.interval": "0s", "fetch.interval": "5m" }), "push.interval")).toBe(0);
  expect(intervalOf(withSettings({ "fetch.interval": "5m" }), "fetch.interval")).toBe(300_000);
});

test("a setting that a newer program wrote and this one does not understand is as good as none", () => {
  expect(intervalOf(withSettings({ "fetch.interval": "fortnightly" }), "fetch.interval")).toBe(60_000);
});

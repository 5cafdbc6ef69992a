import { readdirSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { markRead, readReadState } from "../../src/store/read-state.ts";
import { beginTold, NO_FLOORS, noteTold, readTold } from "../../src/store/told.ts";
import { scratch } from "../support/scratch.ts";

const NOW = Date.UTC(2026, 10, 21);
const MONTH_AGO = "20261022T000000000Z";
const id = (number: number) => `20261120T00${String(number).padStart(7, "0")}Z-7k3xq2`;

describe("what somebody has read", () => {
  test("is what is older than a month where they never said anything, and that stays so once they did", async () => {
    const place = { commonDir: scratch().root };
    expect(readReadState(place, "dave/vc", NOW)).toEqual({ before: MONTH_AGO, read: new Set() });
    expect(await markRead(place, "dave/vc", { keys: [id(1)], now: NOW })).toBe(1);
    const later = NOW + 90 * 24 * 3_600_000;
    expect(readReadState(place, "dave/vc", later)).toEqual({ before: MONTH_AGO, read: new Set([id(1)]) });
    expect(readReadState(place, "carol/vc", NOW).read.size).toBe(0);
  });

  test("counts a key once, and none that is history anyhow", async () => {
    const place = { commonDir: scratch().root };
    expect(await markRead(place, "dave/vc", { keys: [id(1), id(1), "20250101T000000000Z-7k3xq2"], now: NOW })).toBe(1);
    expect(await markRead(place, "dave/vc", { keys: [id(1)], now: NOW })).toBe(0);
  });

  test("stays small: the oldest keys become one", async () => {
    const place = { commonDir: scratch().root };
    const keys = Array.from({ length: 2500 }, (_, number) => id(number));
    await markRead(place, "dave/vc", { keys, now: NOW });
    const state = readReadState(place, "dave/vc", NOW);
    expect(state.before).toBe(id(1499));
    expect(state.read).toEqual(new Set(keys.slice(1500)));
  });

  test("loses nothing where several mark at once, and begins anew where the file is broken", async () => {
    const place = { commonDir: scratch().root };
    const keys = Array.from({ length: 12 }, (_, number) => id(number));
    await Promise.all(keys.map((key) => markRead(place, "dave/vc", { keys: [key], now: NOW })));
    expect(readReadState(place, "dave/vc", NOW).read).toEqual(new Set(keys));
    const folder = join(place.commonDir, "bd/read");
    const [file = ""] = readdirSync(folder);
    writeFileSync(join(folder, file), readFileSync(join(folder, file), "utf8").slice(0, 20));
    expect(readReadState(place, "dave/vc", NOW)).toEqual({ before: MONTH_AGO, read: new Set() });
  });
});

describe("what a session was told", () => {
  test("is remembered by session with what it is not told any more; what last week's were told goes when a new one begins", () => {
    const place = { commonDir: scratch().root };
    const floors = { urgent: "", waiting: id(7), info: "20261121T000000000Z" };
    expect(readTold(place, "one")).toBeUndefined();
    beginTold(place, "one", { keys: [id(1)], floors, now: NOW });
    noteTold(place, "one", [id(2)]);
    noteTold(place, "one", []);
    expect(readTold(place, "one")).toEqual({ keys: new Set([id(1), id(2)]), floors });
    expect(readTold(place, "two")).toBeUndefined();
    const folder = join(place.commonDir, "bd/told");
    for (const name of readdirSync(folder)) utimesSync(join(folder, name), NOW / 1000 - 8 * 86_400, NOW / 1000 - 8 * 86_400);
    beginTold(place, "three", { keys: [], floors: NO_FLOORS, now: NOW });
    expect(readTold(place, "one")).toBeUndefined();
    expect(readTold(place, "three")).toEqual({ keys: new Set(), floors: NO_FLOORS });
  });
});

import { describe, expect, it } from "vitest";
import { filterOf } from "../../src/cli/filter.ts";
import { filterFlags } from "../../src/cli/filter-flags.ts";
import { parseFlags } from "../support/parse-flags.ts";

const NOW = Date.UTC(2026, 10, 21, 10, 30);
const filter = async (...argv: string[]) => filterOf(await parseFlags(filterFlags, argv), NOW, "dave/vc");

describe("a filter", () => {
  it("is empty where nothing was asked for", async () => {
    expect(await filter()).toEqual({});
  });

  it("takes stored and computed states, as lists, in both spellings", async () => {
    expect(await filter("--status", "open,in-progress", "-s", "READY")).toEqual({ statuses: ["open", "in_progress", "ready"] });
  });

  it("takes a priority, a range of them, or an end", async () => {
    expect(await filter("-p", "1")).toEqual({ min_priority: 1, max_priority: 1 });
    expect(await filter("-p", "P0-P2")).toEqual({ min_priority: 0, max_priority: 2 });
    expect(await filter("--priority-min", "1")).toEqual({ min_priority: 1 });
    expect(await filter("--priority-max=P3")).toEqual({ max_priority: 3 });
  });

  it("takes labels that must all, may partly and must not be there", async () => {
    expect(await filter("-l", "a,b", "-l", "c")).toEqual({ labels_all: ["a", "b", "c"] });
    expect(await filter("--label-any", "a,b")).toEqual({ labels_any: ["a", "b"] });
    expect(await filter("--no-label", "a", "--label-none", "b")).toEqual({ labels_none: ["a", "b"] });
  });

  it("tells nobody's issues from everybody's, and mine from others'", async () => {
    expect(await filter("--unassigned")).toEqual({ assignee: null });
    expect(await filter("-a", "@steve")).toEqual({ assignee: "@steve" });
    expect(await filter("--mine")).toEqual({ holder: "dave/vc" });
    expect(await filter("--no-parent")).toEqual({ parent: null });
  });

  it("takes times from and to", async () => {
    expect(await filter("--created-after", "2026-11-01", "--created-before", "2026-11-20T12:00:00Z")).toEqual({
      created: { after: "2026-11-01T00:00:00Z", before: "2026-11-20T12:00:00Z" },
    });
    expect(await filter("--due-before", "+2d")).toEqual({ due: { before: "2026-11-23T10:30:00Z" } });
  });

  it("sets no limit for 0 and for --all", async () => {
    expect(await filter("-n", "5", "--sort", "updated", "--reverse")).toEqual({ limit: 5, sort: "updated", reverse: true });
    expect(await filter("-n", "0")).toEqual({});
    expect(await filter("-n", "5", "--all")).toEqual({});
  });

  it.each([
    [["--status", "opne"], "BAD_STATUS", "Did you mean open?"],
    [["--sort", "size"], "BAD_SORT", "Known are: priority, created, updated, due, title, id, status."],
    [["--created-after", "soonish"], "BAD_TIME", expect.stringContaining("tomorrow")],
    [["-p", "7"], "INVALID_PRIORITY", expect.any(String)],
  ])("refuses %j with a hint", async (argv, code, hint) => {
    await expect(filter(...argv)).rejects.toMatchObject({ kind: "usage", code, hints: expect.arrayContaining([hint]) });
  });
});

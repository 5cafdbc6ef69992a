import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { serializeClaim, serializeEnding } from "../../src/format/claim-file.ts";
import { serializeIssue } from "../../src/format/issue-file.ts";
import { claimPath, endingPath, issuePath } from "../../src/format/paths.ts";
import { cellsOf } from "../../src/render/cells.ts";
import { issueOf } from "../support/ledgers.ts";
import { trackedRepository } from "../support/run-bd.ts";
import { scratch } from "../support/scratch.ts";
import { writeByHand } from "../support/written-by-hand.ts";

const at = (day: string, time = "10:00") => `2026-11-${day}T${time}:00Z`;

/** An issue with its life: filed, claimed, closed. */
function life(
  id: string,
  {
    filed,
    claimed,
    closed,
    parent = null,
  }: Record<"filed", string> & Partial<Record<"claimed" | "closed" | "parent", string | null>>,
) {
  const issue = issueOf({
    ...{ id, title: id, created: filed, parent },
    ...(closed == null
      ? {}
      : { status: "closed" as const, closed: { at: closed, by: "eve/vc", outcome: "done" as const, reason: "Done." } }),
  });
  const claim = { issue: id, epoch: 1, by: "dave/vc", session: null, previous: null, marker: null, op: "x", extras: [] };
  return {
    [issuePath(id)]: serializeIssue(issue),
    ...(claimed == null ? {} : { [claimPath(id, 1)]: serializeClaim({ ...claim, at: claimed, until: at("30") }) }),
  };
}

async function place() {
  const here = scratch();
  const { bd, directory } = await trackedRepository(here);
  const ending = { issue: "vc-000004", epoch: 1, by: "dave/vc", at: at("19"), reason: null, op: "x", extras: [] };
  const files = {
    ...life("vc-00000e", { filed: at("01") }),
    ...life("vc-000001", { filed: at("10"), claimed: at("10", "11:00"), closed: at("10", "12:00"), parent: "vc-00000e" }),
    ...life("vc-000002", { filed: at("10"), claimed: at("12"), closed: at("14"), parent: "vc-00000e" }),
    ...life("vc-000003", { filed: "2026-08-01T10:00:00Z", closed: at("14") }),
    ...life("vc-000004", { filed: at("19"), claimed: at("19") }),
    [endingPath("vc-000004", 1)]: serializeEnding({ ...ending, outcome: "handed-off" }),
    ...life("vc-000005", { filed: "2026-01-01T10:00:00Z" }),
  };
  await writeByHand(here, directory, [{ files }]);
  return { bd, charts: async (...words: string[]) => (await bd(["report", "--charts", "--json", ...words])).json };
}

const HOUR = 3600;

test("tells throughput, burn-up, cycle times, ages and agents of four weeks, from the files alone", async () => {
  const { charts } = await place();
  const result = await charts();
  const of = (name: string) =>
    Object.fromEntries(result.buckets.map((day: string, place: number) => [day.slice(5, 10), result[name][place]]));
  expect([result.bucket, result.buckets.length, result.buckets[0]]).toEqual(["day", 29, "2026-10-24T00:00:00Z"]);
  expect(of("created")).toMatchObject({ "11-01": 1, "11-10": 2, "11-19": 1, "11-20": 0 });
  expect(of("closed")).toMatchObject({ "11-10": 1, "11-13": 0, "11-14": 2 });
  expect(of("scope")).toMatchObject({ "10-24": 2, "11-01": 3, "11-10": 5, "11-21": 6 });
  expect(of("done")).toMatchObject({ "10-24": 0, "11-10": 1, "11-14": 3, "11-21": 3 });
  expect(result.created_to_closed).toMatchObject({ count: 3, p50: 96 * HOUR, max: 105 * 24 * HOUR });
  expect(result.claimed_to_closed).toEqual({ count: 2, p50: HOUR, p75: 48 * HOUR, p90: 48 * HOUR, max: 48 * HOUR });
  expect(of("cycle")).toMatchObject({ "11-10": 2 * HOUR, "11-11": null, "11-14": 96 * HOUR });
  expect(result.age.count).toBe(3);
  expect(result.age_groups.map(({ count }: { count: number }) => count)).toEqual([0, 1, 0, 1, 0, 1]);
  expect(result.agents).toEqual([
    { name: "dave/vc", claimed: 3, closed: 0, handed_off: 1, lost: 0 },
    { name: "eve/vc", claimed: 0, closed: 3, handed_off: 0, lost: 0 },
  ]);
});

test("draws next to nothing as next to nothing, below a minute that is written at the axis", async () => {
  const here = scratch();
  const { bd, directory } = await trackedRepository(here);
  await writeByHand(here, directory, [{ files: life("vc-000001", { filed: at("19"), closed: "2026-11-19T10:00:05Z" }) }]);
  const { stdout } = await bd(["report", "--charts"]);
  expect(stdout.split("\n").find((line) => line.includes("median"))).toMatch(/^ +median +▁ *$/);
  await bd(["report", "--html", "report.html"]);
  const page = readFileSync(join(directory, "report.html"), "utf8");
  const [, chart = ""] = /Cycle time([\s\S]*?)<\/svg>/.exec(page) ?? [];
  const ends = [...chart.matchAll(/<text x="0"[^>]*>([^<]*)</g)].map((match) => match[1]);
  expect(ends).toEqual(["1", "0"]);
});

test("is of a range, of an epic, and says why where neither is there", async () => {
  const { charts } = await place();
  const epic = await charts("--issue", "00000e", "--since", "2026-11-10", "--until", "2026-11-11");
  expect(epic).toMatchObject({ epic: { id: "vc-00000e", issues: 2 }, bucket: "hour" });
  const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
  expect([sum(epic.created), sum(epic.closed), epic.scope.at(-1), epic.done.at(-1)]).toEqual([2, 1, 3, 1]);
  expect((await charts("--since", "2026-01-01")).bucket).toBe("week");
  expect((await charts("--issue", "nobody")).error.code).toBe("ISSUE_NOT_FOUND");
  expect((await charts("--since", "2026-11-12", "--until", "2026-11-11")).error.code).toBe("BAD_RANGE");
});

test("fits into eighty columns, in ASCII where nothing else is allowed, and has every part where there is nothing", async () => {
  const { bd } = await place();
  for (const words of [[], ["--since", "2025-12-01"], ["--since", "2h"]]) {
    const { lines, status } = await bd(["report", "--charts", ...words]);
    expect(status).toBe(0);
    expect(lines.filter((line) => cellsOf(line) > 80)).toEqual([]);
  }
  const plain = await bd(["report", "--charts"], { env: { TERM: "dumb" } });
  expect(plain.stdout).toMatch(/THROUGHPUT[\s\S]*BURN-UP[\s\S]*CYCLE TIME[\s\S]*AGE OF OPEN WORK[\s\S]*CLAIMS AND HAND-OVERS/);
  expect(plain.stdout).toMatch(/^[\n -~]*$/);
});

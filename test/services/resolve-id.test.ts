import { beforeAll, expect, it } from "vitest";
import { type RunBd, trackedRepository } from "../support/run-bd.ts";
import { scratch } from "../support/scratch.ts";

let bd: RunBd;
beforeAll(async () => {
  ({ bd } = await trackedRepository(scratch()));
  for (const id of ["vc-7k3xq2", "vc-m4n8vd", "OLD-12"]) await bd(["create", id, "--id", id]);
});

it.each([
  ["a wrong letter", "vc-7k3xp2", ["vc-7k3xq2"]],
  ["two letters swapped", "vc-k73xq2", ["vc-7k3xq2"]],
  ["a letter left out", "vc-7k3q2", ["vc-7k3xq2"]],
  ["a letter too many", "vc-7k33xq2", ["vc-7k3xq2"]],
  ["two wrong letters in one half", "vc-9z3xq2", ["vc-7k3xq2"]],
  ["the last part with a wrong letter", "m4n8vb", ["vc-m4n8vd"]],
  ["a wrong prefix", "vb-m4n8vd", ["vc-m4n8vd"]],
  ["nothing that is like anything", "vc-zzzzzz", []],
])("names the issue that was meant by %s", async (_, typed, candidates) => {
  const { status, json } = await bd(["show", typed, "--json"]);
  expect(status).toBe(1);
  expect(json.error).toMatchObject({ code: "ISSUE_NOT_FOUND", candidates });
});

it("names it for writes too, which take whole ids only", async () => {
  expect((await bd(["close", "vc-7k3xp2", "--json"])).json.error.hints[0]).toBe("Did you mean vc-7k3xq2?");
  expect((await bd(["close", "7k3xq2", "--json"])).json.error).toMatchObject({ code: "ID_NOT_EXACT", candidates: ["vc-7k3xq2"] });
});

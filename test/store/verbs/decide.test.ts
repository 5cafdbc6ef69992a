import { expect, test } from "vitest";
import type { Decision } from "../../../src/domain/decision.ts";
import { toStamp } from "../../../src/domain/time.ts";
import { START } from "../../support/fake-host.ts";
import { begin, issueOf, sit } from "../../support/ledgers.ts";
import { scratch } from "../../support/scratch.ts";

function decisionOf(fields: Partial<Decision> = {}): Decision {
  return {
    ...{ id: "adr-000000", kind: "record", title: "x", status: "accepted", labels: [], paths: [], topics: [], supersedes: [] },
    ...{ related: [], options: [], recommend: null, approver: null, deadline: null, otherwise: null, gates: [], propagate: [] },
    ...{ source: null, created: "2020-01-01T00:00:00Z", by: "", op: "", body: "", extras: [], ...fields },
  };
}

async function alone() {
  const here = scratch();
  const directory = await here.repository("alone");
  await begin(here, directory);
  const ledger = await sit(here, directory);
  const subject = async () => (await here.git(directory, "log", "-1", "--format=%s", "refs/beads/ledger")).trim();
  const text = async () => here.git(directory, "log", "-1", "--format=%b", "refs/beads/ledger");
  const rule = (kind: "accept" | "reject" | "answer", decision: string, more: object = {}) =>
    ledger.write("rule", { decision, kind, option: null, related: [], reason: null, force: false, ...more }, "never");
  return { ledger, subject, text, rule };
}

test("an id that another decision has gives way to a new one; who, when and by which operation are those of the write", async () => {
  const { ledger, subject } = await alone();
  const first = await ledger.write("decide", { decision: decisionOf() }, "never");
  const second = await ledger.write("decide", { decision: decisionOf({ title: "y" }) }, "never");
  expect(first.result.id).toBe("adr-000000");
  expect(second.result.id).toMatch(/^adr-[0-9a-z]{6}$/);
  expect(second.result.id).not.toBe("adr-000000");
  const kept = (await ledger.snapshot()).record("decision", second.result.id)?.head;
  expect(kept).toMatchObject({ title: "y", by: "test/demo", created: toStamp(START), op: second.op });
  expect(await subject()).toBe(`${second.result.id}: decided by test/demo: y`);
  await ledger.close();
});

test("what a decision gates, supersedes and names has to be there; an address elsewhere is not looked up", async () => {
  const { ledger } = await alone();
  const write = (fields: Partial<Decision>) => ledger.write("decide", { decision: decisionOf(fields) }, "never");
  for (const fields of [{ gates: ["demo-1"] }, { supersedes: ["adr-1"] }, { related: ["demo-1"] }, { related: ["adr-1"] }])
    await expect(write(fields)).rejects.toMatchObject({ kind: "not-found", code: "TARGET_NOT_FOUND" });
  expect((await write({ related: ["github.com/owner/beads:beads-1"] })).changed).toBe(true);
  await ledger.close();
});

test("each word is a commit whose subject says who and what, and whose text says the rest", async () => {
  const { ledger, subject, text, rule } = await alone();
  await ledger.write("create", { issues: [issueOf({ id: "demo-1" })], explicit: [] }, "never");
  const options = [{ key: "a", text: "One" }];
  const asked = { kind: "question", status: "proposed", options, recommend: "a", gates: ["demo-1"] } as const;
  await ledger.write("decide", { decision: decisionOf({ ...asked, title: "How many?", body: "Say." }) }, "never");
  expect(await subject()).toBe("adr-000000: question from test/demo: How many?");
  expect(await text()).toMatch(/^Say\.\n\na: One \(recommended\)\n\nGates demo-1\.\n\nBead: adr-000000\nBead: demo-1\n/);
  await rule("answer", "adr-000000", { option: "a", reason: "Enough." });
  expect(await subject()).toBe("adr-000000: answered by test/demo: a (One)");
  expect(await text()).toMatch(/^Enough\.\n\nBead: adr-000000\nBead: demo-1\n/);
  await ledger.write("decide", { decision: decisionOf({ id: "adr-1", status: "proposed", title: "y" }) }, "never");
  expect(await subject()).toBe("adr-1: proposed by test/demo: y");
  await rule("accept", "adr-1");
  expect(await subject()).toBe("adr-1: accepted by test/demo: y");
  expect((await rule("accept", "adr-1")).changed).toBe(false);
  await expect(rule("reject", "adr-9")).rejects.toMatchObject({ kind: "not-found", code: "DECISION_NOT_FOUND" });
  await ledger.close();
});

import { describe, expect, test } from "vitest";
import { neighbours } from "../support/neighbours.ts";
import { trackedRepository } from "../support/run-bd.ts";
import { scratch } from "../support/scratch.ts";

/** A repository with two issues, the second a child of the first, in which an agent and a person work. */
async function alone() {
  const { bd } = await trackedRepository(scratch());
  const run = (env: Readonly<Record<string, string>>) => async (line: string) => {
    const words = (line.match(/"[^"]*"|\S+/g) ?? []).map((word) => word.replaceAll('"', ""));
    return bd([...words, "--json"], { env });
  };
  const [dave, person] = [run({ BD_ACTOR: "dave/vc" }), run({})];
  await dave('create "Deep plans" --id vc-000001');
  await dave('create "Part of it" --id vc-000002 --parent vc-000001');
  const ready = async () => (await dave("ready")).json.map((row: { id: string }) => row.id);
  const ask = async (flags: string) =>
    (await dave(`ask "How deep?" --option "a=1,000 levels" --option b=unbounded ${flags}`)).json;
  return { bd, dave, person, ready, ask };
}

test("the id of an issue is no question and no alarm: whoever is called would not know what about it", async () => {
  const { dave } = await alone();
  for (const verb of ["ask", "escalate"]) {
    const refused = await dave(`${verb} vc-000001`);
    expect(refused).toMatchObject({ status: 2, json: { error: { code: "TITLE_IS_ID", id: "vc-000001" } } });
    expect(refused.json.error.hints[0]).toContain(`bd ${verb} "`);
  }
  expect((await dave("decide list")).json).toEqual([]);
  expect((await dave("escalate list")).json).toEqual([]);
  expect((await dave('ask "Is vc-000001 right?"')).status).toBe(0);
});

describe("an open question", () => {
  test("keeps what it gates from being ready, claimed and closed, and says which question it is", async () => {
    const { dave, ready, ask } = await alone();
    const { id, gated } = await ask("--gates vc-000001");
    expect(gated).toMatchObject([{ id: "vc-000001", status: "blocked" }]);
    expect(await ready()).toEqual([]);
    const [why] = (await dave("ready --explain vc-000001")).json;
    expect(why.blocked_by).toMatchObject([{ kind: "gated", id, title: "How deep?", detail: null }]);
    expect((await dave("show vc-000001")).json.blocked_by).toMatchObject([{ kind: "gated", id, title: "How deep?" }]);
    const claimed = await dave("claim vc-000001");
    expect(claimed).toMatchObject({ status: 3, json: { error: { code: "ISSUE_NOT_READY" } } });
    expect(claimed.json.error.message).toContain(`the open question ${id} gates it`);
    expect(claimed.json.error.hints[0]).toContain(`bd decide show ${id}`);
    expect((await dave("claim vc-000002")).json.error.message).toContain("its ancestor vc-000001 is blocked");
    expect((await dave("close vc-000001 --with-children -r done")).json.error.code).toBe("ISSUE_BLOCKED");
    expect((await dave("claim --next")).json.error.code).toBe("NOTHING_READY");
  });

  test("lets go once it is answered, and the answer names what is ready", async () => {
    const { dave, ready, ask } = await alone();
    const { id } = await ask("--gates vc-000001");
    const said = await dave(`answer ${id} b -m "Callers rely on it."`);
    expect(said).toMatchObject({ status: 0, json: { state: "answered", changed: true, freed: [{ id: "vc-000001" }] } });
    expect(said.json.settled).toMatchObject({ option: "b", text: "unbounded", by: "dave/vc", reason: "Callers rely on it." });
    expect(await ready()).toEqual(["vc-000001", "vc-000002"]);
  });

  test("stands first in status and in the list, the nearest deadline before the others", async () => {
    const { bd, dave, ask } = await alone();
    await dave('decide "Something"');
    const later = await ask("--by +2d");
    const sooner = await ask("--by +1h --otherwise a --recommend b");
    const { json } = await dave("status");
    expect(json.questions.map((row: { id: string }) => row.id)).toEqual([sooner.id, later.id]);
    const listed = (await dave("decide list")).json.map((row: { id: string }) => row.id);
    expect(listed.slice(0, 2)).toEqual([sooner.id, later.id]);
    const lines = (await bd(["decide", "list"])).stdout;
    expect(lines).toContain("b  unbounded (recommended)");
    expect(lines).toMatch(/for anybody to answer, else a from .* on/);
  });

  test("falls to its default when the time is up, with nothing written for it", async () => {
    const { bd, dave, ready, ask } = await alone();
    const { id } = await ask("--gates vc-000001 --by +3m --otherwise b");
    const tip = async () => (await dave("status")).json.tip;
    const before = await tip();
    expect(await ready()).toEqual([]);
    expect((await dave(`decide show ${id}`)).json.state).toBe("defaulted");
    expect(await ready()).toEqual(["vc-000001", "vc-000002"]);
    expect(await tip()).toBe(before);
    expect((await dave(`decide show ${id}`)).json.settled).toMatchObject({ by: null, option: "b", text: "unbounded" });
    expect((await bd(["decide", "list"])).stdout).toContain("fell to its default: b");
    expect(await dave(`answer ${id} a`)).toMatchObject({ status: 3, json: { error: { code: "FELL_TO_DEFAULT", option: "b" } } });
    expect((await dave(`answer ${id} a --force`)).json.error.code).toBe("FORCE_NEEDS_REASON");
    expect((await dave(`answer ${id} a --force --reason "Nobody began."`)).json).toMatchObject({
      state: "answered",
      settled: { option: "a", reason: "Nobody began." },
    });
    expect((await dave("claim vc-000001")).status).toBe(0);
  });

  test("without a default stays open however late it gets, and one that is taken back lets go", async () => {
    const { bd, dave, ready, ask } = await alone();
    const { id } = await ask("--gates vc-000001 --by +1m --approver @human");
    await dave("list");
    expect([await ready(), (await dave(`decide show ${id}`)).json.state]).toEqual([[], "proposed"]);
    expect(await dave(`decide reject ${id} -r "Asked elsewhere."`)).toMatchObject({ status: 0, json: { state: "rejected" } });
    expect(await ready()).toEqual(["vc-000001", "vc-000002"]);
    expect((await bd(["decide", "show", id])).stdout).toMatch(
      /✗ rejected, question\n {2}rejected .* by dave\/vc\n[\s\S]*Asked elsewhere\./,
    );
    expect((await dave(`answer ${id} a`)).json.error).toMatchObject({ code: "ALREADY_ANSWERED", state: "rejected" });
  });

  test("is for whom it names to answer; others need force with a reason, which is kept", async () => {
    const { dave, person, ask } = await alone();
    const first = await ask("--approver @human");
    expect(await dave(`answer ${first.id} a`)).toMatchObject({ status: 3, json: { error: { code: "NOT_APPROVER" } } });
    expect(await person(`answer ${first.id} a`)).toMatchObject({ status: 0, json: { settled: { by: "@person" } } });
    const second = await ask("--approver @Person");
    expect(second.approver).toBe("@person");
    const forced = await dave(`answer ${second.id} b -m Now --force --reason "They are away."`);
    expect(forced.json.settled).toMatchObject({ by: "dave/vc", reason: "Now\n\nForced: They are away." });
  });

  test("takes one of its options or words, and the first answer stays", async () => {
    const { dave, ask } = await alone();
    const { id } = await ask("");
    expect((await dave(`answer ${id}`)).json.error.code).toBe("ANSWER_MISSING");
    expect(await dave(`answer ${id} c`)).toMatchObject({
      status: 2,
      json: { error: { code: "BAD_OPTION", options: ["a", "b"] } },
    });
    expect((await dave(`decide accept ${id}`)).json.error.code).toBe("IS_A_QUESTION");
    expect((await dave(`answer ${id} -m "Neither."`)).json.settled).toMatchObject({ option: null, reason: "Neither." });
    expect((await dave(`answer ${id} -m "Neither."`)).json.changed).toBe(false);
    const late = (await dave(`answer ${id} a`)).json.error;
    expect(late).toMatchObject({ code: "ALREADY_ANSWERED", by: "dave/vc", reason: "Neither." });
    expect(late.message).toMatch(/was answered by dave\/vc at \S+: Neither\.$/);
    const decided = (await dave('decide "x"')).json;
    expect((await dave(`answer ${decided.id} a`)).json.error.code).toBe("NOT_A_QUESTION");
  });

  test.each([
    ["--option c", "BAD_OPTION_FORM"],
    ["--option a=again", "OPTION_TWICE"],
    ["--recommend c", "BAD_OPTION"],
    ["--otherwise a", "OTHERWISE_NEEDS_TIME"],
    ["--otherwise c --by +1h", "BAD_OPTION"],
    ["--by -1h", "DEADLINE_PAST"],
    ["--by someday", "BAD_TIME"],
    ["--gates vc-nothing", "ISSUE_NOT_FOUND"],
    ["--gates 000001", "ID_NOT_EXACT"],
    ["--relates adr-000000", "DECISION_NOT_FOUND"],
  ])("with %s is refused as %s, and nothing is stored", async (flags, code) => {
    const { dave, ask } = await alone();
    expect((await ask(flags)).error.code).toBe(code);
    expect((await dave("decide list --all")).json).toEqual([]);
  });
});

test("the log of a decision is what was said of it, newest first; beside an issue's, both", async () => {
  const { dave, ask } = await alone();
  const { id } = await ask("--gates vc-000001");
  await dave('decide "Something else"');
  await dave(`answer ${id} b`);
  const subjects = async (line: string) => (await dave(line)).json.map((entry: { subject: string }) => entry.subject);
  const said = [`${id}: answered by dave/vc: b (unbounded)`, `${id}: question from dave/vc: How deep?`];
  expect(await subjects(`log ${id}`)).toEqual(said);
  expect(await subjects(`log ${id} vc-000001`)).toEqual([...said, "vc-000001: new task: Deep plans"]);
  expect(await subjects(`log ${id} -n 1`)).toEqual(said.slice(0, 1));
});

describe("in two clones", () => {
  const open = async () => {
    const { here, as } = await neighbours(["south/vc"]);
    const north = (...words: string[]) => as("north/vc", "north/vc", ...words, "--json");
    const south = (...words: string[]) => as("south/vc", "south/vc", ...words, "--json");
    await north("create", "Deep plans", "--id", "vc-000001");
    const asked = await north("ask", "How deep?", "--option", "a=1", "--option", "b=2", "--gates", "vc-000001");
    await north("sync");
    await south("sync");
    return { here, north, south, id: asked.json.id as string };
  };

  test("who answers second is told who answered what, and what stands is the first answer", async () => {
    const { north, south, id } = await open();
    await north("answer", id, "a");
    const late = await south("answer", id, "b");
    expect(late).toMatchObject({ status: 3, json: { error: { code: "ALREADY_ANSWERED", by: "north/vc", option: "a" } } });
    expect((await south("decide", "show", id)).json.settled).toMatchObject({ by: "north/vc", option: "a" });
    expect((await south("answer", id, "a")).json).toMatchObject({ changed: false });
  });

  test("an answer that was given offline is lost to one that was faster, and status says so", async () => {
    const { north, south, id } = await open();
    expect((await south("answer", id, "b", "--offline")).json).toMatchObject({ reach: "local", settled: { option: "b" } });
    await north("answer", id, "a");
    await south("sync");
    const { lost } = (await south("status")).json;
    expect(lost).toMatchObject([{ verb: "rule", code: "ALREADY_ANSWERED" }]);
    expect(lost[0].message).toMatch(/was answered by north\/vc at .*: a \(1\)\./);
    expect((await south("decide", "show", id)).json.settled).toMatchObject({ by: "north/vc", option: "a" });
  });

  test("the same answer in both is no loss, and both may acknowledge", async () => {
    const { north, south, id } = await open();
    await south("answer", id, "a", "--offline");
    await south("decide", "ack", id, "--offline");
    await north("answer", id, "a");
    await north("decide", "ack", id);
    await south("sync");
    expect((await south("status")).json.lost).toEqual([]);
    expect((await south("decide", "show", id)).json.acks.map(({ by }: { by: string }) => by).sort()).toEqual([
      "north/vc",
      "south/vc",
    ]);
  });

  test("of two that take the place of one decision, the second is lost", async () => {
    const { north, south } = await open();
    const old = (await north("decide", "Tabs")).json.id;
    await south("sync");
    await south("decide", "supersede", old, "Spaces", "--offline");
    const first = (await north("decide", "supersede", old, "Both")).json.id;
    await south("sync");
    expect((await south("status")).json.lost).toMatchObject([{ verb: "decide", code: "NOT_IN_FORCE" }]);
    expect((await south("decide", "show", old)).json.superseded_by).toBe(first);
  });

  test("what is gated by one that was asked offline is gated everywhere after a sync", async () => {
    const { north, south, id } = await open();
    await north("answer", id, "a");
    await south("sync");
    await south("ask", "And now?", "--gates", "vc-000001", "--offline");
    expect((await north("ready")).json).toMatchObject([{ id: "vc-000001" }]);
    await south("sync");
    await north("sync");
    expect((await north("ready")).json).toEqual([]);
  });
});

import { expect, test } from "vitest";
import type { Issue } from "../../../src/domain/issue.ts";
import type { OutboxEntry } from "../../../src/domain/outbox.ts";
import type { CloneLedger } from "../../../src/store/clone-ledger.ts";
import type { VerbArguments } from "../../../src/store/operation.ts";
import { begin, claimOf, issueOf, sit } from "../../support/ledgers.ts";
import { type Scratch, scratch } from "../../support/scratch.ts";

const NO_PROOF = { markers: [], session: null, explicit_session: false };
const SENT = "20261121T103000123Z-7k3xq2";
const THERE = "github.com/owner/beads:beads-7k3xq2";
const MOVES = "demo-aaaaaa";
const WAITS = "demo-bbbbbb";
const FROM = { human: "Test Person", agent: "dave/vc", project: "github.com/owner/vc", session: null };

function entryOf(partial: Partial<OutboxEntry> = {}): OutboxEntry {
  return {
    ...{ id: SENT, kind: "handoff", project: "github.com/owner/beads", url: null, bead: "beads-7k3xq2", issue: MOVES },
    ...{ title: MOVES, type: "bug", priority: "1", labels: [], to: [], expects: "none", deadline: null },
    ...{ in_reply_to: null, subject: null, data: {}, attachments: [], reopen: false, via: "push", from: FROM },
    ...{ created: "2026-11-21T10:30:00.123Z", body: "It stops.", extras: [] },
    ...partial,
  };
}

function needing(from: string, to: string) {
  return { id: WAITS, remove: { needs: [from] }, add: { needs: [{ id: to, needs_success: false }] } };
}

const MARK = { entry: SENT, reason: null, branch: null, bead: null };
const DELIVERED: VerbArguments["mark"] = { ...MARK, state: "delivered", bead: "beads-7k3xq2", edits: [] };
const REFUSED: VerbArguments["mark"] = { ...MARK, state: "refused", reason: "Closed.", edits: [needing(THERE, MOVES)] };
const DROPPED: VerbArguments["mark"] = { ...REFUSED, state: "dropped" };

/** Two clones of one project, in which one issue is on its way elsewhere and another one waits for it. */
async function clones(here: Scratch): Promise<{ readonly one: CloneLedger; readonly two: CloneLedger }> {
  const remote = await here.bare("remote");
  const first = await here.clone(remote, "one");
  await begin(here, first);
  const one = await sit(here, first, { agent: "one/demo", session: "s1" });
  const needs = [{ id: MOVES, needs_success: false }];
  await one.write("create", { issues: [issueOf({ id: MOVES }), issueOf({ id: WAITS, needs })], explicit: [] }, "now");
  const close = { issue: MOVES, reason: "It is theirs.", force: false };
  await one.write("send", { entry: entryOf(), files: [], edits: [needing(MOVES, THERE)], close, proof: NO_PROOF }, "now");
  return { one, two: await sit(here, await here.clone(remote, "two"), { agent: "two/demo", session: "s2", seed: 2 }) };
}

async function placeOf(ledger: CloneLedger) {
  await ledger.sync();
  const snapshot = await ledger.snapshot();
  const { status, closed, superseded_by } = snapshot.issue(MOVES) as Issue;
  return { status, outcome: closed?.outcome ?? null, superseded_by, needs: snapshot.issue(WAITS)?.needs.map(({ id }) => id) };
}

const STUB = { status: "closed", outcome: "handed-off", superseded_by: THERE, needs: [THERE] };

for (const [name, word] of [
  ["refused", REFUSED],
  ["given up", DROPPED],
] as const) {
  test(`an issue that one clone delivered is closed here, though another clone wrote first that it was ${name}`, async () => {
    const { one, two } = await clones(scratch());
    await two.sync();
    await two.write("mark", DELIVERED, "never");
    await one.write("mark", word, "now");
    expect(await placeOf(one)).toEqual({ status: "open", outcome: null, superseded_by: null, needs: [MOVES] });
    expect(await placeOf(two)).toEqual(STUB);
    expect(await placeOf(one)).toEqual(STUB);
    await Promise.all([one.close(), two.close()]);
  });

  test(`an issue that one clone delivered is closed here, though another clone wrote meanwhile that it was ${name}`, async () => {
    const { one, two } = await clones(scratch());
    await two.sync();
    await one.write("mark", word, "never");
    await two.write("mark", DELIVERED, "now");
    expect(await placeOf(one)).toEqual(STUB);
    expect(await placeOf(two)).toEqual(STUB);
    await Promise.all([one.close(), two.close()]);
  });
}

test("who took it up here meanwhile loses the claim to the word that it lives elsewhere", async () => {
  const { one, two } = await clones(scratch());
  await two.sync();
  await two.write("mark", DELIVERED, "never");
  await one.write("mark", REFUSED, "now");
  await one.write("claim", claimOf(MOVES, NO_PROOF), "now");
  expect(await placeOf(two)).toEqual(STUB);
  expect((await two.snapshot()).lease(MOVES)?.ended).toBe("handed-off");
  await Promise.all([one.close(), two.close()]);
});

test("what was done here meanwhile stays done", async () => {
  const { one, two } = await clones(scratch());
  await two.sync();
  await two.write("mark", DELIVERED, "never");
  await one.write("mark", REFUSED, "now");
  const args = {
    ids: [MOVES],
    reason: "Fixed here.",
    outcome: "done",
    force: false,
    with_children: false,
    follow_ups: [],
  } as const;
  await one.write("close", { ...args, proof: NO_PROOF }, "now");
  expect(await placeOf(two)).toMatchObject({ status: "closed", outcome: "done", superseded_by: null });
  await Promise.all([one.close(), two.close()]);
});

test("who opens it by hand afterwards keeps it open", async () => {
  const { one, two } = await clones(scratch());
  await one.write("mark", REFUSED, "now");
  await one.write("mark", DELIVERED, "now");
  await one.write("reopen", { ids: [MOVES], reason: "Ours after all." }, "now");
  await one.write("mark", DELIVERED, "now");
  await one.write("mark", REFUSED, "now");
  expect(await placeOf(two)).toMatchObject({ status: "open" });
  await Promise.all([one.close(), two.close()]);
});

test("an issue about which something was sent names it again when it was delivered after all", async () => {
  const { one, two } = await clones(scratch());
  const id = "20261121T103100123Z-8k3xq2";
  const entry = entryOf({ id, kind: "issue", bead: "beads-8k3xq2", issue: WAITS });
  await one.write("send", { entry, files: [], edits: [], close: null, proof: NO_PROOF }, "now");
  await one.write("mark", { ...REFUSED, entry: id, edits: [] }, "now");
  await one.write("mark", { ...DELIVERED, entry: id, bead: "beads-8k3xq2" }, "now");
  expect((await one.snapshot()).issue(WAITS)?.related).toEqual(["github.com/owner/beads:beads-8k3xq2"]);
  await Promise.all([one.close(), two.close()]);
});

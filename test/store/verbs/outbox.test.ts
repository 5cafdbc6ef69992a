import { expect, test } from "vitest";
import { beadOf, type OutboxEntry, passageState } from "../../../src/domain/outbox.ts";
import type { Ledger } from "../../../src/store/ledger.ts";
import { begin, issueOf, sit } from "../../support/ledgers.ts";
import { type Scratch, scratch } from "../../support/scratch.ts";

const NO_PROOF = { markers: [], session: null, explicit_session: false };
const SENT = "20261121T103000123Z-7k3xq2";
const FROM = { human: "Test Person", agent: "dave/vc", project: "github.com/owner/vc", session: null };

function entryOf(partial: Partial<OutboxEntry> = {}): OutboxEntry {
  return {
    ...{ id: SENT, kind: "issue", project: "github.com/owner/beads", url: null, bead: "beads-7k3xq2", issue: null },
    ...{ title: "parser crash", type: "bug", priority: "1", labels: [], to: [], expects: "none", deadline: null },
    ...{ in_reply_to: null, subject: null, data: {}, attachments: [], reopen: false, via: "push", from: FROM },
    ...{ created: "2026-11-21T10:30:00.123Z", body: "It stops.", extras: [] },
    ...partial,
  };
}

/** What stands in the target's ledger once the entry is there. */
function arrivalOf(op = SENT) {
  const origin = { project: "github.com/owner/vc", issue: null, actor: "dave/vc", op };
  const issue = issueOf({ id: `demo-${op.slice(-6)}`, title: "parser crash", type: "bug", origin });
  return { issue, messages: [], files: {}, reopen: null };
}

async function ledgerIn(here: Scratch): Promise<Ledger> {
  const directory = await here.repository("alone");
  await begin(here, directory);
  return sit(here, directory);
}

test("what is sent lies in the outbox with its files and the link that goes along, in one commit", async () => {
  const here = scratch();
  const ledger = await ledgerIn(here);
  await ledger.write("create", { issues: [issueOf({ id: "demo-aaaaaa" })], explicit: [] }, "soon");
  const needs = { id: "github.com/owner/beads:beads-7k3xq2", needs_success: false };
  const entry = entryOf({ attachments: [{ name: "repro.txt", size: 2 }] });
  const files = [{ name: "repro.txt", content: Buffer.from("x\n").toString("base64") }];
  const edits = [{ id: "demo-aaaaaa", add: { needs: [needs] } }];
  const args = { entry, files, edits, close: null, proof: NO_PROOF };
  expect(await ledger.write("send", args, "soon")).toMatchObject({ changed: true, result: { entry: SENT } });
  const snapshot = await ledger.snapshot();
  expect(snapshot.passage(SENT)).toEqual({ entry, marks: [] });
  expect(snapshot.passages({ under_way: true }).map((passage) => passage.entry.id)).toEqual([SENT]);
  expect(snapshot.issue("demo-aaaaaa")?.needs).toEqual([needs]);
  expect((await ledger.readFile(`.beads/outbox/2026-11/21/attachments/${SENT}/repro.txt`))?.toString()).toBe("x\n");
  expect(await ledger.write("send", args, "soon")).toMatchObject({ changed: false });
  await ledger.close();
});

test("an issue that moves is closed as handed off and points to where it went", async () => {
  const here = scratch();
  const ledger = await ledgerIn(here);
  await ledger.write("create", { issues: [issueOf({ id: "demo-aaaaaa" })], explicit: [] }, "soon");
  const entry = entryOf({ kind: "handoff", issue: "demo-aaaaaa" });
  const close = { issue: "demo-aaaaaa", reason: "It is theirs.", force: false };
  await ledger.write("send", { entry, files: [], edits: [], close, proof: NO_PROOF }, "soon");
  expect((await ledger.snapshot()).issue("demo-aaaaaa")).toMatchObject({
    status: "closed",
    superseded_by: "github.com/owner/beads:beads-7k3xq2",
    closed: { outcome: "handed-off", reason: "It is theirs." },
  });
  await ledger.close();
});

test("what became of it is written down once, and delivered outweighs every other word", async () => {
  const here = scratch();
  const ledger = await ledgerIn(here);
  await ledger.write("send", { entry: entryOf(), files: [], edits: [], close: null, proof: NO_PROOF }, "soon");
  const mark = { entry: SENT, reason: null, branch: null, edits: [] };
  const word = { ...mark, state: "refused", bead: null, reason: "Closed." } as const;
  const refused = await ledger.write("mark", word, "soon");
  expect(refused.changed).toBe(true);
  const delivered = { ...mark, state: "delivered", bead: "beads-zzzzzz" } as const;
  expect((await ledger.write("mark", delivered, "soon")).changed).toBe(true);
  expect((await ledger.write("mark", delivered, "soon")).changed).toBe(false);
  const passage = (await ledger.snapshot()).passage(SENT);
  expect(passage && [passageState(passage), beadOf(passage)]).toEqual(["delivered", "beads-zzzzzz"]);
  expect((await ledger.snapshot()).passages({ under_way: true })).toEqual([]);
  await expect(ledger.write("mark", { ...delivered, entry: `${SENT.slice(0, -1)}3` }, "soon")).rejects.toMatchObject({
    code: "OUTBOX_ENTRY_NOT_FOUND",
  });
  await ledger.close();
});

test("what is delivered twice is there once, and gives way to a bead that has its id already", async () => {
  const here = scratch();
  const ledger = await ledgerIn(here);
  await ledger.write("create", { issues: [issueOf({ id: "demo-7k3xq2", title: "Ours" })], explicit: [] }, "soon");
  const first = await ledger.write("deliver", arrivalOf(), "soon");
  const again = await ledger.write("deliver", arrivalOf(), "soon");
  expect(first).toMatchObject({ changed: true, result: { status: "open" } });
  expect(first.result.bead).not.toBe("demo-7k3xq2");
  expect(again).toMatchObject({ changed: false, result: first.result });
  const snapshot = await ledger.snapshot();
  expect(snapshot.issue("demo-7k3xq2")?.title).toBe("Ours");
  expect(snapshot.issue(first.result.bead)).toMatchObject({ title: "parser crash", origin: { op: SENT } });
  await ledger.close();
});

test("nothing more is said of what was delivered", async () => {
  const here = scratch();
  const ledger = await ledgerIn(here);
  await ledger.write("send", { entry: entryOf(), files: [], edits: [], close: null, proof: NO_PROOF }, "soon");
  const mark = { entry: SENT, reason: null, branch: null, edits: [], bead: null };
  await ledger.write("mark", { ...mark, state: "delivered", bead: "beads-7k3xq2" }, "soon");
  expect((await ledger.write("mark", { ...mark, state: "refused", reason: "Closed." }, "soon")).changed).toBe(false);
  expect((await ledger.snapshot()).passage(SENT)?.marks.map(({ state }) => state)).toEqual(["delivered"]);
  await ledger.close();
});

test("to give up what was delivered meanwhile is lost, and says so", async () => {
  const here = scratch();
  const remote = await here.remote("demo.git");
  const [one, two] = [await here.clone(remote, "one"), await here.clone(remote, "two")];
  await begin(here, one);
  const first = await sit(here, one);
  await first.write("send", { entry: entryOf(), files: [], edits: [], close: null, proof: NO_PROOF }, "now");
  const second = await sit(here, two, { agent: "two/demo", seed: 2 });
  await second.sync();
  const mark = { entry: SENT, reason: null, branch: null, edits: [], bead: null };
  await second.write("mark", { ...mark, state: "delivered", bead: "beads-7k3xq2" }, "now");
  await first.write("mark", { ...mark, state: "dropped" }, "never");
  expect((await first.sync()).lost).toMatchObject([{ verb: "mark", code: "OUTBOX_NOT_WAITING" }]);
  await Promise.all([first.close(), second.close()]);
});

test("what was delivered under another prefix is known again", async () => {
  const here = scratch();
  const ledger = await ledgerIn(here);
  await ledger.write("deliver", arrivalOf(), "soon");
  const { issue, ...rest } = arrivalOf();
  const renamed = { ...rest, issue: { ...issue, id: "neu-7k3xq2" } };
  expect(await ledger.write("deliver", renamed, "soon")).toMatchObject({ changed: false, result: { bead: "demo-7k3xq2" } });
  await ledger.close();
});

test("one thing that two clones of the target take in at once is there once", async () => {
  const here = scratch();
  const remote = await here.remote("demo.git");
  const [one, two] = [await here.clone(remote, "one"), await here.clone(remote, "two")];
  await begin(here, one);
  const first = await sit(here, one);
  await first.sync();
  const second = await sit(here, two, { agent: "two/demo", seed: 2 });
  await second.snapshot();
  await first.write("deliver", arrivalOf(), "now");
  expect(await second.write("deliver", arrivalOf(), "now")).toMatchObject({ reach: "pushed", result: { bead: "demo-7k3xq2" } });
  expect((await second.snapshot()).origins({}).length).toBe(1);
  await first.sync();
  expect((await first.snapshot()).origins({})).toEqual(["demo-7k3xq2"]);
  await Promise.all([first.close(), second.close()]);
});

test("a proposal is accepted or rejected once, and not turned around", async () => {
  const here = scratch();
  const ledger = await ledgerIn(here);
  await ledger.write("configure", { set: { inbound: "review" } }, "soon");
  const [a, b] = [arrivalOf(), arrivalOf("20261121T103000123Z-aaaaaa")];
  expect((await ledger.write("deliver", a, "soon")).result.status).toBe("proposed");
  await ledger.write("deliver", b, "soon");
  const accept = { ids: ["demo-7k3xq2"], verdict: "accept", reason: null } as const;
  expect(await ledger.write("judge", accept, "soon")).toMatchObject({ result: { judged: ["demo-7k3xq2"] } });
  expect(await ledger.write("judge", accept, "soon")).toMatchObject({ changed: false, result: { already: ["demo-7k3xq2"] } });
  const reject = { ids: ["demo-aaaaaa"], verdict: "reject", reason: "Out of scope." } as const;
  await ledger.write("judge", reject, "soon");
  expect((await ledger.snapshot()).issue("demo-aaaaaa")?.closed).toMatchObject({ outcome: "rejected", reason: "Out of scope." });
  await expect(ledger.write("judge", { ...accept, ids: ["demo-aaaaaa"] }, "soon")).rejects.toMatchObject({
    code: "NOT_PROPOSED",
  });
  await ledger.close();
});

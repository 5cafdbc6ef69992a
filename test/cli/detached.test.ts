import { renameSync } from "node:fs";
import { expect, test } from "vitest";
import type { OutboxEntry } from "../../src/domain/outbox.ts";
import type { LedgerOptions } from "../../src/store/clone.ts";
import { openLedger } from "../../src/store/open.ts";
import { START } from "../support/fake-host.ts";
import { begin, ledgerOptions, type Seat } from "../support/ledgers.ts";
import { scratch } from "../support/scratch.ts";
import { done, strangers } from "../support/strangers.ts";

test("a detached fetch delivers what is due, leaves what is not, and brings what was said elsewhere", async () => {
  const { there, vc, beads, remotes } = await strangers();
  const first = await done(vc, ["send", remotes.beads, "first"]);
  renameSync(remotes.beads, there.path("away"));
  await done(vc, ["send", "beads", "second"]);
  for (let turn = 0; turn < 3; turn++) await vc(["outbox", "retry"]);
  renameSync(there.path("away"), remotes.beads);
  await done(beads, ["sync"]);
  await done(beads, ["reply", first.id, "-m", "Which version?"]);
  await vc(["background", "fetch"]);
  expect(await done(vc, ["outbox", "list"])).toMatchObject([{ title: "second", tries: 4 }]);
  expect((await done(vc, ["inbox", "--sent"])).at(-1)).toMatchObject({ title: "first", state: "answered" });
  for (let minute = 0; minute < 4; minute++) await vc(["list"]);
  await vc(["background", "fetch"]);
  expect(await done(vc, ["outbox", "list"])).toEqual([]);
});

const ENTRY: OutboxEntry = {
  ...{ id: "20261121T103000000Z-aaaaaa", kind: "issue", project: "forge.test/owner/beads", url: null, bead: "beads-aaaaaa" },
  ...{ issue: null, title: "x", type: "bug", priority: "2", labels: [], to: [], expects: "none", deadline: null },
  ...{ in_reply_to: null, subject: null, data: {}, attachments: [], reopen: false, via: "push" },
  from: { human: "Test Person", agent: "test/demo", project: "local:demo", session: null },
  ...{ created: "2026-11-21T10:30:00Z", body: "", extras: [] },
};

test("a command that finds something due in the outbox starts a detached process, and not before that is due", async () => {
  const here = scratch();
  const clone = await here.repository("demo");
  await begin(here, clone);
  const jobs: string[] = [];
  const open = async (seat: Seat): Promise<Awaited<ReturnType<typeof openLedger>>> => {
    const options: LedgerOptions = { ...(await ledgerOptions(here, clone, seat)), background: (job) => void jobs.push(job) };
    return openLedger(options);
  };
  const proof = { markers: [], session: null, explicit_session: false };
  const writer = await open({});
  await writer.snapshot();
  await writer.write("send", { entry: ENTRY, files: [], edits: [], close: null, proof }, "never");
  for (const [after, expected] of [
    [30_000, []],
    [61_000, ["fetch"]],
  ] as const) {
    const ledger = await open({ now: () => START + after });
    await ledger.snapshot();
    await ledger.snapshot();
    expect(jobs).toEqual(expected);
    await ledger.close();
  }
  await writer.close();
});

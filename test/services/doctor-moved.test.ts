import { expect, test } from "vitest";
import type { OutboxEntry } from "../../src/domain/outbox.ts";
import { toStamp } from "../../src/domain/time.ts";
import { checkBeads } from "../../src/services/doctor/ledger-state.ts";
import { START } from "../support/fake-host.ts";
import { begin, issueOf, sit } from "../support/ledgers.ts";
import { scratch } from "../support/scratch.ts";

const SENT = "20261121T103000123Z-7k3xq2";
const MARK = { entry: SENT, reason: null, branch: null, bead: null, edits: [] };

test("doctor names what was delivered although it was refused before, and is open here all the same", async () => {
  const here = scratch();
  const directory = await here.repository("alone");
  await begin(here, directory);
  const ledger = await sit(here, directory);
  const found = async () => {
    const checks = checkBeads(await ledger.snapshot(), await ledger.moment());
    return checks.find(({ name }) => name === "moved");
  };
  const from = { human: "Test Person", agent: "dave/vc", project: "github.com/owner/vc", session: null };
  const entry: OutboxEntry = {
    ...{ id: SENT, kind: "handoff", project: "github.com/owner/beads", url: null, bead: "beads-7k3xq2", issue: "demo-aaaaaa" },
    ...{ title: "It moves", type: "bug", priority: "1", labels: [], to: [], expects: "none", deadline: null, via: "push", from },
    ...{
      in_reply_to: null,
      subject: null,
      data: {},
      attachments: [],
      reopen: false,
      created: toStamp(START),
      body: "",
      extras: [],
    },
  };
  const proof = { markers: [], session: null, explicit_session: false };
  await ledger.write("create", { issues: [issueOf({ id: "demo-aaaaaa" })], explicit: [] }, "soon");
  const close = { issue: "demo-aaaaaa", reason: null, force: false };
  await ledger.write("send", { entry, files: [], edits: [], close, proof }, "soon");
  await ledger.write("mark", { ...MARK, state: "refused" }, "soon");
  await ledger.write("mark", { ...MARK, state: "delivered", bead: "beads-7k3xq2" }, "soon");
  expect(await found()).toBeUndefined();
  // As a merge by hand may leave it.
  await ledger.write("reopen", { ids: ["demo-aaaaaa"], reason: null }, "soon");
  expect(await found()).toMatchObject({ state: "warn", details: ["demo-aaaaaa: github.com/owner/beads:beads-7k3xq2"] });
  await ledger.close();
});

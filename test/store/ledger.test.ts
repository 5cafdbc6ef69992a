import { expect, test } from "vitest";
import { openLedger } from "../../src/store/open.ts";
import { begin, claimOf, issueOf, ledgerOptions, PROJECT, sit } from "../support/ledgers.ts";
import { scratch } from "../support/scratch.ts";

const NO_PROOF = { markers: [], session: null, explicit_session: false };

test("an issue that was made is there, one commit on the ledger, and the user's repository is as it was", async () => {
  const here = scratch();
  const directory = await here.repository("alone");
  await begin(here, directory);
  const ledger = await sit(here, directory);
  const head = await here.git(directory, "rev-parse", "HEAD");
  const written = await ledger.write(
    "create",
    { issues: [issueOf({ id: "demo-aaaaaa", title: "First" })], explicit: [] },
    "soon",
  );
  expect(written).toMatchObject({ reach: "local", why: null, changed: true, result: { ids: ["demo-aaaaaa"] } });
  expect((await ledger.snapshot()).issue("demo-aaaaaa")?.title).toBe("First");
  expect(await here.git(directory, "rev-list", "--count", "beads/ledger")).toBe("2");
  expect(await here.git(directory, "status", "--porcelain")).toBe("");
  expect(await here.git(directory, "rev-parse", "HEAD")).toBe(head);
  await ledger.close();
});

test("a second clone needs no init, sees what the first one wrote, and its reply comes back", async () => {
  const here = scratch();
  const remote = await here.remote("remote.git");
  const [one, two] = [await here.clone(remote, "one"), await here.clone(remote, "two")];
  await begin(here, one);
  const first = await sit(here, one);
  await first.write("create", { issues: [issueOf({ id: "demo-aaaaaa", title: "Shared" })], explicit: [] }, "soon");
  const second = await sit(here, two, { agent: "two/demo", seed: 2 });
  expect((await second.snapshot()).issue("demo-aaaaaa")?.title).toBe("Shared");
  const edit = { edits: [{ id: "demo-aaaaaa", set: { priority: 0 as const } }], word: "priority 0", proof: NO_PROOF };
  expect(await second.write("edit", edit, "soon")).toMatchObject({ reach: "pushed" });
  await first.sync();
  expect((await first.snapshot()).issue("demo-aaaaaa")?.priority).toBe(0);
  await Promise.all([first.close(), second.close()]);
});

test("of two clones that claim one issue, the second is told who holds it", async () => {
  const here = scratch();
  const remote = await here.remote("remote.git");
  const [one, two] = [await here.clone(remote, "one"), await here.clone(remote, "two")];
  await begin(here, one);
  const first = await sit(here, one, { agent: "one/demo" });
  const second = await sit(here, two, { agent: "two/demo", seed: 2 });
  await first.write("create", { issues: [issueOf({ id: "demo-aaaaaa" })], explicit: [] }, "soon");
  await second.snapshot();
  const claimed = await first.write("claim", claimOf("demo-aaaaaa", NO_PROOF), "confirm");
  expect(claimed).toMatchObject({ reach: "pushed", result: { issue: "demo-aaaaaa", epoch: 1 } });
  await expect(second.write("claim", claimOf("demo-aaaaaa", NO_PROOF), "confirm")).rejects.toMatchObject({
    kind: "conflict",
    code: "CLAIM_LOST",
    fields: { holder: "one/demo", epoch: 1 },
  });
  const tip = await here.git(remote, "rev-parse", "beads");
  expect(await here.git(two, "rev-parse", "beads/ledger")).toBe(tip);
  const { options, proof } = await seatOf(here, one);
  expect(options.actor.agent).toBe("test/demo");
  expect(proof.markers).toHaveLength(1);
  await Promise.all([first.close(), second.close()]);
});

test("two clones that both make a ledger end with one root and the changes of both", async () => {
  const here = scratch();
  const remote = await here.remote("remote.git");
  const [one, two] = [await here.clone(remote, "one"), await here.clone(remote, "two")];
  await begin(here, two, { seed: 9, offline: true });
  const second = await sit(here, two, { agent: "two/demo", seed: 2, offline: true });
  await second.write("create", { issues: [issueOf({ id: "demo-bbbbbb" })], explicit: [] }, "soon");
  await begin(here, one);
  const first = await sit(here, one);
  await first.write("create", { issues: [issueOf({ id: "demo-aaaaaa" })], explicit: [] }, "soon");
  const online = await sit(here, two, { agent: "two/demo", seed: 3 });
  expect(await online.sync()).toMatchObject({ reach: "pushed", lost: [] });
  expect((await online.snapshot()).project.name).toBe(PROJECT.name);
  await first.sync();
  const ids = (await first.snapshot()).rows({}, await first.moment()).map((row) => row.issue.id);
  expect(ids).toEqual(["demo-aaaaaa", "demo-bbbbbb"]);
  expect(await here.git(remote, "rev-list", "--max-parents=0", "--count", "beads")).toBe("1");
  await Promise.all([first.close(), second.close(), online.close()]);
});

async function seatOf(here: ReturnType<typeof scratch>, directory: string) {
  const options = await ledgerOptions(here, directory);
  return { options, proof: await options.proof() };
}

test("whom git does not know may read, and writes nothing", async () => {
  const here = scratch();
  const directory = await here.repository("alone");
  await begin(here, directory);
  const options = await ledgerOptions(here, directory);
  const ledger = await openLedger({ ...options, actor: { ...options.actor, human: { name: "", email: "" } } });
  const tip = await here.git(directory, "rev-parse", "beads/ledger");
  const written = ledger.write("create", { issues: [issueOf({ id: "demo-aaaaaa" })], explicit: [] }, "soon");
  await expect(written).rejects.toMatchObject({ kind: "environment", code: "NO_AUTHOR" });
  expect((await ledger.snapshot()).tip).toBe(tip);
  await ledger.close();
});

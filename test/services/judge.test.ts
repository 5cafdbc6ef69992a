import { expect, test } from "vitest";
import { main } from "../../src/main.ts";
import { fakeHost, START, StoryClock } from "../support/fake-host.ts";
import { scratch } from "../support/scratch.ts";
import { seededChance } from "../support/seeded-chance.ts";

/** vc and beads with a remote and a clone each; beads looks at what others send before it takes it. */
async function underReview() {
  const here = scratch();
  const clock = new StoryClock(START);
  const chance = seededChance(3);
  const bd = async (project: string, ...words: string[]) => {
    clock.tick();
    const env = { ...here.env, BD_ACTOR: `north/${project}` };
    const host = fakeHost({ cwd: here.path("north", project), env, now: clock.now, chance });
    const status = await main([...words, "--json"], host);
    return { status, json: host.written.stdout === "" ? undefined : JSON.parse(host.written.stdout) };
  };
  for (const project of ["vc", "beads"]) {
    await here.git(here.root, "init", "-q", "--bare", `remotes/${project}.git`);
    await here.git(here.root, "clone", "-q", `remotes/${project}.git`, `north/${project}`);
    await bd(project, "init");
  }
  await bd("beads", "config", "set", "inbound", "review");
  const sent = async (title: string) => (await bd("vc", "send", "beads", title, "-m", "It stops.")).json.id as string;
  return { bd, sent };
}

test("a proposal is listed as one, is nobody's work, and becomes work once it is accepted", async () => {
  const { bd, sent } = await underReview();
  const id = await sent("parser crash");
  expect((await bd("beads", "list", "-s", "proposed")).json).toMatchObject([{ id, status: "proposed" }]);
  expect((await bd("beads", "status")).json.counts).toMatchObject({ proposed: 1, ready: 0 });
  expect((await bd("beads", "show", id)).json.origin).toMatchObject({ actor: "north/vc" });
  expect(await bd("beads", "claim", id)).toMatchObject({ status: 3, json: { error: { code: "ISSUE_NOT_READY" } } });
  expect(await bd("beads", "accept", id, "-r", "Good find.")).toMatchObject({
    status: 0,
    json: { id, status: "ready", verdict: "accept", reason: "Good find.", changed: true, reach: "pushed" },
  });
  expect(await bd("beads", "claim", id)).toMatchObject({ status: 0 });
});

test("the sender finds the acceptance in the inbox, with the words that came with it", async () => {
  const { bd, sent } = await underReview();
  const id = await sent("parser crash");
  await bd("beads", "accept", id, "-r", "Good find.");
  expect((await bd("vc", "inbox")).json).toMatchObject([
    { kind: "message", issue: id, type: "decision", subject: "Accepted", body: "Good find.", from: "north/beads" },
  ]);
});

test("what was sent shows as accepted, and as refused with the reason", async () => {
  const { bd, sent } = await underReview();
  const [one, two] = [await sent("one thing"), await sent("another matter")];
  await bd("beads", "accept", one);
  await bd("beads", "reject", two, "-r", "Out of scope.");
  expect((await bd("vc", "inbox", "--sent")).json).toMatchObject([
    { bead: two, state: "refused", reason: "Out of scope." },
    { bead: one, state: "accepted" },
  ]);
});

test("the sender finds the rejection in the inbox, once, with the reason", async () => {
  const { bd, sent } = await underReview();
  const id = await sent("parser crash");
  await bd("beads", "reject", id, "-r", "Out of scope.");
  const found = (await bd("vc", "inbox")).json;
  expect(found).toMatchObject([{ kind: "closed", issue: id, type: "rejected", body: "Out of scope.", from: "north/beads" }]);
});

test("a rejection says why, and each of several ids has its own result", async () => {
  const { bd, sent } = await underReview();
  const [one, two] = [await sent("one thing"), await sent("another matter")];
  const own = (await bd("beads", "create", "Ours")).json.id;
  expect(await bd("beads", "reject", one)).toMatchObject({ status: 2, json: { error: { code: "REJECT_NEEDS_REASON" } } });
  expect(await bd("beads", "reject", one, own, two, "-r", "Out of scope.")).toMatchObject({
    status: 3,
    json: [
      { id: one, status: "closed", closed: { outcome: "rejected", reason: "Out of scope." } },
      { id: own, error: { code: "NOT_PROPOSED" } },
      { id: two, status: "closed" },
    ],
  });
});

test("the same verdict twice is no error and says nothing twice; turning it around is refused", async () => {
  const { bd, sent } = await underReview();
  const id = await sent("parser crash");
  await bd("beads", "accept", id);
  expect(await bd("beads", "accept", id)).toMatchObject({ status: 0, json: { changed: false } });
  expect((await bd("beads", "thread", id)).json).toHaveLength(1);
  expect(await bd("beads", "reject", id, "-r", "no")).toMatchObject({ status: 3, json: { error: { code: "NOT_PROPOSED" } } });
});

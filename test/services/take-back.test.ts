import { mkdirSync, readFileSync, renameSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, test } from "vitest";
import { bdIn, trackedRepository } from "../support/run-bd.ts";
import { scratch } from "../support/scratch.ts";
import { done, strangers } from "../support/strangers.ts";

const DAVE = { env: { BD_ACTOR: "dave/vc", BD_SESSION: "d" } };
const CAROL = { env: { BD_ACTOR: "carol/vc", BD_SESSION: "c" } };

/** Carol has asked dave something, and dave has answered. */
async function talk() {
  const here = scratch();
  const { bd, directory } = await trackedRepository(here);
  const { id } = (await bd(["create", "Load the plan", "--json"], CAROL)).json;
  // Seen here: then they can be spoken to.
  await bd(["reply", id, "-m", "I look.", "--json"], DAVE);
  const ask = ["reply", id, "-m", "Which one?", "--to", "dave/vc", "--expects", "reply", "--by", "+2h", "--json"];
  const asked = (await bd(ask, CAROL)).json.id as string;
  const answer = (await bd(["reply", id, "-m", "The first.", "--json"], DAVE)).json.id as string;
  const waiting = async (who: typeof DAVE) => {
    const rows: { id: string; waiting: boolean }[] = (await bd(["inbox", "--json"], who)).json;
    return rows.filter((row) => row.waiting).map((row) => row.id);
  };
  return { bd, here, directory, id: id as string, asked, answer, waiting };
}

describe("an answer that was taken back", () => {
  test("stays on its thread, marked; a word behind it to the same people says so, and the question waits again", async () => {
    const { bd, id, asked, answer, waiting } = await talk();
    expect(await waiting(DAVE)).toEqual([]);
    const took = await bd(["reply", answer, "--take-back", "-m", "The wrong plan."], DAVE);
    expect(took).toMatchObject({
      status: 0,
      stderr: "",
      stdout: `Took back ${answer} on ${id} (local). The thread shows it so.\n`,
    });
    const thread = (await bd(["thread", id, "--json"])).json;
    expect(thread.at(-2)).toMatchObject({ id: answer, body: "The first.", taken_back: true });
    expect(thread.at(-1)).toMatchObject({ body: "The wrong plan.", in_reply_to: answer, to: ["carol/vc"], taken_back: false });
    expect((await bd(["thread", id])).stdout).toMatch(/response {2}taken back\n.*\n {2}The first\.\n/);
    expect((await bd(["show", id, "--json"])).json.thread.at(-2)).toMatchObject({ taken_back: true });
    expect(await waiting(DAVE)).toEqual([asked]);
    expect((await bd(["thread", id, "--summary", "--json"])).json.open).toMatchObject([{ message: asked }]);
    const news: { body: string }[] = (await bd(["inbox", "--json"], CAROL)).json;
    expect(news.map(({ body }) => body)).toEqual(["The wrong plan."]);
    const all: { body: string }[] = (await bd(["inbox", "--all", "--json"], CAROL)).json;
    expect(all.map(({ body }) => body)).toContain("The first.");
  });

  test("is not told to a helper, and a page of the project marks it", async () => {
    const { bd, here, id, answer } = await talk();
    expect((await bd(["prime", "--for", id], CAROL)).stdout).toContain("The first.");
    await bd(["reply", answer, "--take-back", "-m", "The wrong plan."], DAVE);
    const told = (await bd(["prime", "--for", id], CAROL)).stdout;
    expect([told.includes("The first."), told.includes("Which one?")]).toEqual([false, true]);
    const page = here.path("page.html");
    await bd(["report", "--html", page]);
    expect(readFileSync(page, "utf8")).toMatch(/taken back<\/p>\s*<p class="text">The first\./);
  });

  test("can be given anew, and then the question does not wait", async () => {
    const { bd, asked, answer, waiting } = await talk();
    await bd(["reply", answer, "--take-back"], DAVE);
    await bd(["reply", asked, "-m", "The second."], DAVE);
    expect(await waiting(DAVE)).toEqual([]);
  });

  test("was taken back once: again is no change", async () => {
    const { bd, id, answer } = await talk();
    const { json } = await bd(["reply", answer, "--take-back", "--json"], DAVE);
    expect(json).toMatchObject({ body: "I take this back.", changed: true, data: { takes_back: "yes" } });
    const again = await bd(["reply", answer, "--take-back", "--json"], DAVE);
    expect([again.status, again.json.id, again.json.changed]).toEqual([0, json.id, false]);
    expect((await bd(["reply", answer, "--take-back"], DAVE)).stdout).toBe(`It was taken back already, on ${id}.\n`);
  });
});

test("a question that was taken back waits for nobody, and a wait for a reply is not met by what was taken back", async () => {
  const { bd, id, answer, waiting } = await talk();
  const wait = ["wait", id, "--for", "reply", "--timeout", "0s"];
  expect((await bd(wait, CAROL)).status).toBe(0);
  await bd(["reply", answer, "--take-back"], DAVE);
  expect((await bd(wait, CAROL)).status).toBe(3);
  const asked = (await bd(["reply", id, "-m", "And now?", "--to", "dave/vc", "--expects", "ack", "--json"], CAROL)).json.id;
  expect(await waiting(DAVE)).toContain(asked);
  await bd(["reply", asked, "--take-back"], CAROL);
  expect(await waiting(DAVE)).not.toContain(asked);
});

test("an acknowledgement can be taken back, and be given again", async () => {
  const { bd, asked } = await talk();
  const first = (await bd(["ack", asked, "--json"], DAVE)).json.id;
  await bd(["reply", first, "--take-back"], DAVE);
  const second = (await bd(["ack", asked, "--json"], DAVE)).json;
  expect([second.changed, second.id === first]).toEqual([true, false]);
});

test("--dry-run says what it would do", async () => {
  const { bd, id, answer } = await talk();
  const said = await bd(["reply", answer, "--take-back", "--dry-run"], DAVE);
  expect(said.stdout).toBe(`Would take back ${answer} on ${id}.\n`);
  expect((await bd(["thread", id, "--json"])).json.some((row: { taken_back: boolean }) => row.taken_back)).toBe(false);
});

describe("nobody takes back", () => {
  test("what somebody else said", async () => {
    const { bd, answer } = await talk();
    const refused = await bd(["reply", answer, "--take-back", "--json"], CAROL);
    expect([refused.status, refused.json.error.code]).toEqual([3, "NOT_YOUR_MESSAGE"]);
  });

  test("a taking back, the words of a handoff, or a verdict", async () => {
    const { bd, id, answer } = await talk();
    const back = (await bd(["reply", answer, "--take-back", "--json"], DAVE)).json.id;
    await bd(["claim", id], DAVE);
    await bd(["handoff", id, "--to", "carol/vc", "-m", "Go on."], DAVE);
    const handed = (await bd(["thread", id, "--json"])).json.at(-1).id;
    await bd(["close", id, "-r", "done", "--force"], DAVE);
    const verdict = (await bd(["reply", id, "--not-fixed", "--json"], DAVE)).json.id;
    for (const message of [back, handed, verdict]) {
      const refused = await bd(["reply", message, "--take-back", "--json"], DAVE);
      expect([message, refused.status, refused.json.error?.code]).toEqual([message, 3, "CANNOT_TAKE_BACK"]);
    }
  });

  test("what was said while the project had another identity: nobody would take that for the same speaker's", async () => {
    const { bd, here, directory, answer } = await talk();
    await here.git(directory, "remote", "add", "origin", "https://github.com/owner/vc.git");
    const refused = await bd(["reply", answer, "--take-back", "--offline", "--json"], DAVE);
    expect([refused.status, refused.json.error?.code]).toEqual([3, "CANNOT_TAKE_BACK"]);
  });

  test("an issue, nothing, or more than a text with it", async () => {
    const { bd, id, answer } = await talk();
    expect((await bd(["reply", id, "--take-back", "--json"], DAVE)).json.error.code).toBe("MESSAGE_NEEDED");
    const nothing = await bd(["reply", "20260101T000000000Z-7k3xq2", "--take-back", "--json"], DAVE);
    expect([nothing.status, nothing.json.error.code]).toEqual([1, "MESSAGE_NOT_FOUND"]);
    expect((await bd(["reply", answer, "--take-back", "--to", "carol/vc"], DAVE)).status).toBe(2);
  });
});

describe("in another project", () => {
  /** Two projects on one machine; the second one's remote and clone can be made to be elsewhere. */
  async function neighbours() {
    const here = scratch();
    for (const name of ["vc", "beads"]) {
      await here.git(here.path(), "init", "-q", "--bare", `remotes/${name}.git`);
      await here.git(here.path(), "clone", "-q", `remotes/${name}.git`, `north/${name}`);
    }
    const beads = bdIn(here, here.path("north", "beads"), 3);
    const vc = bdIn(here, here.path("north", "vc"), 4);
    await beads(["init", "--quiet"]);
    await vc(["init", "--quiet"]);
    const { address } = (await vc(["send", "beads", "Parser crash", "-m", "It dies.", "--json"])).json;
    const away = here.path("far", "away");
    const places = ["remotes/beads.git", "north/beads"].map((place) => [here.path(place), join(away, basename(place))] as const);
    mkdirSync(away, { recursive: true });
    const gone = () => {
      for (const [there, aside] of places) renameSync(there, aside);
    };
    const back = () => {
      for (const [there, aside] of places) renameSync(aside, there);
    };
    return { here, vc, beads, address: address as string, gone, back };
  }

  const waitingIn = async (bd: Awaited<ReturnType<typeof neighbours>>["vc"]) => {
    const rows: { id: string; waiting: boolean }[] = (await bd(["inbox", "--json"])).json;
    return rows.filter((row) => row.waiting).map((row) => row.id);
  };

  test("what was delivered is taken back there, through the outbox", async () => {
    const { vc, beads, address } = await neighbours();
    const { id, state } = (await vc(["reply", address, "-m", "On Tuesdays.", "--json"])).json;
    expect(state).toBe("delivered");
    const took = (await vc(["reply", id, "--take-back", "--json"])).json;
    expect(took).toMatchObject({ address, state: "delivered", foreign: true, in_reply_to: id });
    const thread = (await beads(["thread", address.split(":")[1] ?? "", "--json"])).json;
    expect(thread.map((row: { taken_back: boolean }) => row.taken_back)).toEqual([true, false]);
  });

  test("what has not left does not leave any more, and nobody there hears of it", async () => {
    const { vc, beads, address, gone, back } = await neighbours();
    gone();
    const { id, state } = (await vc(["reply", address, "-m", "On Tuesdays.", "--json"])).json;
    expect(state).toBe("queued");
    const others = await vc(["reply", id, "--take-back", "--json"], CAROL);
    expect([others.status, others.json.error.code]).toEqual([3, "NOT_YOUR_MESSAGE"]);
    const took = await vc(["reply", id, "--take-back", "--json"]);
    expect(took).toMatchObject({ status: 0, json: { id, address, state: "dropped", delivered: false } });
    back();
    await vc(["outbox", "retry"]);
    expect((await beads(["thread", address.split(":")[1] ?? "", "--json"])).json).toEqual([]);
    expect((await vc(["outbox", "list", "--all", "--json"])).json).toContainEqual(
      expect.objectContaining({ entry: id, state: "dropped" }),
    );
  });

  test("what was asked there waits again, whether the answer had got there or not", async () => {
    const { vc, beads, address, gone, back } = await neighbours();
    const id = address.split(":")[1] ?? "";
    const asked = (await beads(["reply", id, "-m", "Which one?", "--expects", "reply", "--json"])).json.id;
    const there = (await vc(["reply", address, "-m", "The first.", "--json"])).json;
    expect([there.in_reply_to, await waitingIn(vc)]).toEqual([asked, []]);
    await vc(["reply", there.id, "--take-back"]);
    expect(await waitingIn(vc)).toEqual([asked]);
    gone();
    const queued = (await vc(["reply", address, "-m", "The second.", "--to-message", asked, "--json"])).json;
    back();
    expect([queued.state, await waitingIn(vc)]).toEqual(["queued", []]);
    gone();
    await vc(["reply", queued.id, "--take-back"]);
    back();
    expect(await waitingIn(vc)).toEqual([asked]);
  });

  test("what was given up is given up once, and again is no change", async () => {
    const { vc, address, gone } = await neighbours();
    gone();
    const { id } = (await vc(["reply", address, "-m", "On Tuesdays.", "--json"])).json;
    expect((await vc(["reply", id, "--take-back"])).stdout).toBe(
      `Took back what was on its way to ${address}: nobody there has read it.\n`,
    );
    const again = await vc(["reply", id, "--take-back", "--json"]);
    expect([again.status, again.json.id, again.json.state, again.json.changed]).toEqual([0, id, "dropped", false]);
    expect((await vc(["reply", id, "--take-back"])).stdout).toBe(`It was taken back already, on ${address}.\n`);
  });

  test("what another clone brought there meanwhile is taken back there", async () => {
    const { here, vc, beads, address, gone, back } = await neighbours();
    await here.git(here.path(), "clone", "-q", "remotes/vc.git", "south/vc");
    const other = bdIn(here, here.path("south", "vc"), 5);
    gone();
    const { id } = (await vc(["reply", address, "-m", "On Tuesdays.", "--json"])).json;
    await other(["sync"]);
    back();
    expect((await other(["outbox", "retry", "--json"])).json).toMatchObject([{ entry: id, state: "delivered" }]);
    const took = (await vc(["reply", id, "--take-back", "--json"])).json;
    expect(took).toMatchObject({ state: "delivered", in_reply_to: id });
    await beads(["sync"]);
    const thread = (await beads(["thread", address.split(":")[1] ?? "", "--json"])).json;
    expect(thread.map((row: { taken_back: boolean }) => row.taken_back)).toEqual([true, false]);
  });

  test("what looks like a secret leaves with --allow-secrets alone", async () => {
    const { vc, address } = await neighbours();
    const { id } = (await vc(["reply", address, "-m", "On Tuesdays.", "--json"])).json;
    const back = ["reply", id, "--take-back", "-m", `Not ghp_${"0123456789abcdefghij".repeat(2).slice(0, 36)}.`, "--json"];
    expect((await vc(back)).json.error.code).toBe("SECRET_FOUND");
    expect((await vc([...back, "--allow-secrets"])).json.state).toBe("delivered");
  });

  test("what was said on an issue that moved there since is taken back where it is now", async () => {
    const { vc, beads } = await neighbours();
    const { id } = (await vc(["create", "Move me", "--json"])).json;
    const said = (await vc(["reply", id, "-m", "On Tuesdays.", "--json"])).json.id;
    const { address } = (await vc(["handoff", id, "--to", "beads", "--json"])).json;
    const took = (await vc(["reply", said, "--take-back", "--json"])).json;
    expect(took).toMatchObject({ address, in_reply_to: said, moved: [id], state: "delivered" });
    const thread = (await beads(["thread", address.split(":")[1] ?? "", "--json"])).json;
    expect(thread).toContainEqual(expect.objectContaining({ id: said, taken_back: true }));
  });
});

test("two clones that take the same back say it once", async () => {
  const here = scratch();
  const remote = await here.remote("vc.git");
  const [one, two] = [bdIn(here, await here.clone(remote, "one"), 3), bdIn(here, await here.clone(remote, "two"), 4)];
  await done(one, ["init", "--quiet"]);
  const { id } = await done(one, ["create", "Load the plan"]);
  const said = (await done(one, ["reply", id, "-m", "On Tuesdays."])).id as string;
  await done(two, ["sync"]);
  const first = await done(one, ["reply", said, "--take-back"]);
  const second = await done(two, ["reply", said, "--take-back"]);
  expect([second.id, second.changed]).toEqual([first.id, false]);
  await done(two, ["sync"]);
  expect((await done(two, ["thread", id])).map((row: { id: string }) => row.id)).toEqual([said, first.id]);
});

describe("what another clone brought meanwhile", () => {
  async function twoSenders() {
    const { here, there, vc, beads, remotes } = await strangers();
    const other = bdIn(here, await here.clone(remotes.vc, "second/vc"), 5);
    const { id } = await done(vc, ["send", remotes.beads, "Parser crash"]);
    const aside = there.path("aside.git");
    renameSync(remotes.beads, aside);
    const said = await done(vc, ["reply", `beads:${id}`, "-m", "On Tuesdays."]);
    expect(said.state).toBe("queued");
    renameSync(aside, remotes.beads);
    return { vc, beads, other, id: id as string, said: said.id as string };
  }

  test("is not given up any more, which the lost list says, and can be taken back there", async () => {
    const { vc, beads, other, id, said } = await twoSenders();
    const offline = await vc(["reply", said, "--take-back", "--offline"]);
    expect(offline.stdout).toMatch(/nobody there has read it\.\nAnother clone may still bring it/);
    await done(other, ["sync"]);
    expect((await vc(["sync", "--json"])).json.lost).toMatchObject([{ verb: "mark", code: "OUTBOX_NOT_WAITING" }]);
    const took = await done(vc, ["reply", said, "--take-back"]);
    expect(took).toMatchObject({ state: "delivered", in_reply_to: said });
    await done(beads, ["sync"]);
    expect((await done(beads, ["thread", id])).map((row: { taken_back: boolean }) => row.taken_back)).toEqual([true, false]);
  });
});

test("who only says to take back what somebody else said is not shown as if they did", async () => {
  const { bd, id, answer } = await talk();
  const said = await bd(["reply", id, "-m", "Gone.", "--to-message", answer, "--data", "takes_back=yes", "--json"], CAROL);
  expect(said.status).toBe(0);
  const { stdout } = await bd(["thread", id]);
  expect(stdout).toContain("data: takes_back=yes");
  expect(stdout).not.toMatch(/taken back|takes back what/);
});

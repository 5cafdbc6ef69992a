import { beforeEach, describe, expect, it } from "vitest";
import { bdOf, type RunBd } from "../support/run-bd.ts";
import { type Scratch, scratch } from "../support/scratch.ts";

let here: Scratch;
let dave: RunBd;
let erin: RunBd;

beforeEach(async () => {
  here = scratch();
  const remote = await here.remote("vc.git");
  for (const name of ["dave", "erin"]) await here.clone(remote, `${name}/vc`);
  dave = bdOf(here, "dave", 5);
  erin = bdOf(here, "erin", 6);
  await dave(["init", "--quiet"]);
  await dave(["create", "First", "--id", "vc-first"]);
  await dave(["create", "Second", "--id", "vc-second"]);
  await erin(["sync"]);
});

const OP = "20261121T103000123Z-7k3xq2";
const repeat = (who: RunBd, ...words: string[]) => who([...words, "--op-id", OP, "--json"]);
const commits = async () => (await here.git(here.path("dave/vc"), "rev-list", "--count", "refs/beads/ledger")).trim();

describe("an operation id", () => {
  it("is a time and six letters", async () => {
    const said = await dave(["create", "x", "--op-id", "again", "--json"]);
    expect([said.status, said.json.error.code]).toEqual([2, "BAD_OP_ID"]);
  });

  it("stands in the ledger, and makes a repetition answer as before", async () => {
    const first = (await repeat(dave, "create", "Third")).json;
    const before = await commits();
    const again = (await repeat(dave, "create", "Third", "--if-new")).json;
    expect([first.op, first.changed]).toEqual([OP, true]);
    expect(again).toEqual({ ...first, changed: false, updated: again.updated, revision: again.revision });
    expect(await commits()).toBe(before);
  });

  it("is known in another clone, once that was told", async () => {
    const { id } = (await repeat(dave, "create", "Third")).json;
    await dave(["sync"]);
    await erin(["sync"]);
    expect((await repeat(erin, "create", "Third")).json).toMatchObject({ id, by: "dave/vc", changed: false });
  });

  it("of two clones that use it at once stands for what landed first", async () => {
    const { id } = (await repeat(dave, "create", "Third")).json;
    expect((await repeat(erin, "create", "Third")).json).toMatchObject({ id, by: "dave/vc", changed: false });
  });

  it("of two clones that use it at once for two things is refused to the second", async () => {
    await repeat(dave, "close", "vc-first", "-r", "Done.");
    const late = await repeat(erin, "update", "vc-second", "--priority", "0");
    expect([late.status, late.json.error.code]).toEqual([2, "OP_ID_TAKEN"]);
  });

  it("is not taken again for another issue", async () => {
    await repeat(dave, "close", "vc-first", "-r", "Done.");
    const late = await repeat(dave, "update", "vc-second", "--priority", "0");
    expect([late.status, late.json.error.code]).toEqual([2, "OP_ID_TAKEN"]);
  });

  it.each([
    [
      ["update", "vc-first", "-p", "0"],
      ["close", "vc-first", "-r", "Done."],
    ],
    [
      ["update", "vc-first", "-p", "0"],
      ["defer", "vc-first", "--until", "+3d"],
    ],
    [
      ["update", "vc-first", "-p", "0"],
      ["label", "add", "vc-first", "late"],
    ],
    [
      ["close", "vc-first", "-r", "Done."],
      ["reopen", "vc-first"],
    ],
    [
      ["close", "vc-first", "-r", "Done."],
      ["release", "vc-first"],
    ],
    [
      ["close", "vc-first", "-r", "Done."],
      ["update", "vc-first", "-p", "0"],
    ],
    [
      ["close", "vc-first", "-r", "Done."],
      ["checkpoint", "vc-first", "-m", "Here."],
    ],
    [
      ["reply", "vc-first", "-m", "Seen."],
      ["close", "vc-first", "-r", "Done."],
    ],
    [
      ["handoff", "vc-first", "-m", "Yours."],
      ["reply", "vc-first", "-m", "Seen."],
    ],
    [
      ["reply", "vc-first", "-m", "Seen."],
      ["handoff", "vc-first", "-m", "Yours."],
    ],
    [
      ["remember", "vc uses tabs"],
      ["reserve", "src", "--intent", "A rewrite."],
    ],
    [
      ["escalate", "It burns", "-m", "All of it."],
      ["decide", "Tabs", "--rationale", "They are there."],
    ],
  ])("of %j is not taken for %j on the same issue, and says what it did", async (first, other) => {
    await dave(["claim", "vc-first"]);
    expect((await repeat(dave, ...first)).status).toBe(0);
    const before = await commits();
    const late = await repeat(dave, ...other);
    expect([late.status, late.json.error.code]).toEqual([2, "OP_ID_TAKEN"]);
    const subject = await here.git(here.path("dave/vc"), "log", "-1", "--format=%s", late.json.error.commit);
    expect(late.json.error.message).toContain(late.json.error.did);
    expect(late.json.error.did).toBe(subject.trim());
    expect(await commits()).toBe(before);
    expect((await repeat(dave, ...first)).json.changed).toBe(false);
  });

  it("counts for everything that one command writes", async () => {
    await repeat(dave, "close", "vc-first", "vc-second", "-r", "Done.");
    await dave(["reopen", "vc-second"]);
    const before = await commits();
    expect((await repeat(dave, "close", "vc-first", "vc-second", "-r", "Done.")).status).toBe(0);
    expect(await commits()).toBe(before);
    expect((await dave(["show", "vc-second", "--json"])).json).toMatchObject({ stored_status: "open" });
  });

  it("of a closing that only filed what follows answers as before", async () => {
    await dave(["close", "vc-first", "-r", "Done."]);
    const words = ["close", "vc-first", "--follow-up", "More of it"];
    const [first, before] = [(await repeat(dave, ...words)).json, await commits()];
    const again = await repeat(dave, ...words);
    expect([again.status, again.json.changed, again.json.follow_ups]).toEqual([0, false, first.follow_ups]);
    expect(await commits()).toBe(before);
  });

  it("is what a text says only where it is the operation's own", async () => {
    await dave(["reply", "vc-first", "-m", `As it is written:\n\nBeads-Op: ${OP}`]);
    expect((await repeat(dave, "create", "Third")).json).toMatchObject({ changed: true, op: OP });
  });

  it("is for one command, and takes nothing again that is over", async () => {
    await repeat(dave, "claim", "vc-first");
    expect((await repeat(dave, "claim", "vc-first")).json).toMatchObject({ already: true, changed: false, epoch: 1 });
    expect((await repeat(dave, "create", "Third")).json.error).toMatchObject({ code: "OP_ID_TAKEN" });
    await dave(["release", "vc-first"]);
    const over = await repeat(dave, "claim", "vc-first");
    expect([over.status, over.json.error.code]).toEqual([3, "CLAIM_OVER"]);
    expect((await dave(["mine", "--json"])).json).toEqual([]);
  });

  it("of a command that was refused is free for another try", async () => {
    await erin(["claim", "vc-first"]);
    expect((await repeat(dave, "claim", "vc-first")).status).toBe(3);
    await erin(["release", "vc-first"]);
    expect((await repeat(dave, "claim", "vc-first")).json).toMatchObject({ changed: true, confirmed: true, epoch: 2 });
  });
});

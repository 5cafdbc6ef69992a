import { beforeAll, describe, expect, it } from "vitest";
import { type RunBd, trackedRepository } from "../support/run-bd.ts";
import { scratch } from "../support/scratch.ts";

const DAVE = { env: { BD_ACTOR: "dave/vc", BD_SESSION: "s-1" } };
let bd: RunBd;
const subjects = async (...words: string[]) =>
  (await bd(["log", ...words, "--json"])).json.map(({ subject }: { subject: string }) =>
    subject.split(":").slice(0, 2).join(":"),
  );

beforeAll(async () => {
  ({ bd } = await trackedRepository(scratch()));
  await bd(["create", "First", "--id", "vc-first1"]);
  await bd(["create", "Second", "--id", "vc-secon2"]);
  await bd(["claim", "vc-first1", "--lease", "2m"], DAVE);
  await bd(["reply", "vc-first1", "-m", "One line.\n\nAnother paragraph."], DAVE);
  await bd(["reply", "vc-first1", "-m", "Renews the lease."], DAVE);
});

describe("log", () => {
  it("is the ledger's history as a conversation, newest first", async () => {
    const { json } = await bd(["log", "--json"]);
    expect(json.at(-1).subject).toContain("init");
    const said = json.find(({ text }: { text: string }) => text.startsWith("One line."));
    expect(said).toMatchObject({
      actor: "dave/vc",
      session: "s-1",
      text: "One line.\n\nAnother paragraph.",
      beads: ["vc-first1"],
      housekeeping: false,
    });
    expect((await bd(["log"])).stdout).toContain("    Another paragraph.\n");
  });

  it("takes a bare duration as so long ago, and says what times there are", async () => {
    const all = await subjects();
    expect(await subjects("--since", "2h")).toEqual(all);
    expect(await subjects("--until", "2h")).toEqual([]);
    const { status, stderr } = await bd(["log", "--since", "3 hours ago"]);
    expect([status, stderr]).toEqual([2, expect.stringContaining("Use 2h, 3d, 1w, today, yesterday")]);
  });

  it("leaves housekeeping out unless all is asked for", async () => {
    const usual = (await bd(["log", "--json"])).json;
    const all = (await bd(["log", "--all", "--json"])).json;
    expect(usual.every(({ housekeeping }: { housekeeping: boolean }) => !housekeeping)).toBe(true);
    expect(all.filter(({ housekeeping }: { housekeeping: boolean }) => housekeeping).length).toBe(all.length - usual.length);
    expect(all.length).toBeGreaterThan(usual.length);
  });

  it("is asked for by issue, by name, and by time", async () => {
    expect(await subjects("secon2")).toEqual(["vc-secon2: new task"]);
    expect(await subjects("--by", "dave/vc")).toHaveLength(3);
    expect(await subjects("--actor", "dave/vc")).toHaveLength(3);
    expect(await subjects("--until", "2026-11-21T10:32:30Z")).toEqual(["vc-first1: new task", "init: ledger of vc"]);
    expect(await subjects("--since", "2026-11-21T10:33:30Z", "--until", "2026-11-21T10:34:30Z")).toHaveLength(1);
    expect(await subjects("-n", "2")).toHaveLength(2);
    expect(await bd(["log", "--since", "tomorrow"])).toMatchObject({
      status: 0,
      stdout: "",
      stderr: "Nothing was said or done there.\n",
    });
  });

  it("refuses times and ids that are none", async () => {
    expect((await bd(["log", "--since", "soonish"])).status).toBe(2);
    expect((await bd(["log", "vc-nope99"])).status).toBe(1);
  });
});

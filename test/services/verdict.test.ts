import { describe, expect, it } from "vitest";
import { neighbours } from "../support/neighbours.ts";

/** A bug that vc sent to beads and that was closed there. */
async function closedThere() {
  const there = await neighbours();
  const { id } = (await there.bd("north/vc", "send", "beads", "Parser dies", "-t", "bug", "--json")).json;
  await there.bd("north/beads", "claim", id);
  await there.bd("north/beads", "close", id, "-r", "A loop now.");
  return { ...there, id, address: `beads:${id}` };
}

const closings = (entries: readonly { kind: string; verify: boolean }[]) => entries.filter(({ kind }) => kind === "closed");

describe("what was sent and is closed there", () => {
  it("asks whoever sent it to verify it, and stops asking once they have", async () => {
    const { bd, id, address } = await closedThere();
    expect((await bd("north/vc", "inbox")).stdout).toContain(
      `  closed there: verify it with bd reply ${address} --verified, or --not-fixed\n`,
    );
    expect((await bd("north/beads", "show", id)).stdout).toMatch(/verified\s+not yet by north\/vc/);
    const said = await bd("north/vc", "reply", address, "--verified", "--json");
    expect(said).toMatchObject({
      status: 0,
      stderr: "",
      json: {
        type: "response",
        data: { verified: "yes" },
        body: "Verified: it works here.",
        to: ["north/beads"],
        delivered: true,
      },
    });
    expect((await bd("north/beads", "show", id, "--json")).json).toMatchObject({
      status: "closed",
      verdict: { verdict: "verified", by: "north/vc" },
    });
    expect((await bd("north/beads", "inbox")).stdout).toContain("Verified: it works here.");
    expect(closings((await bd("north/vc", "inbox", "--all", "--json")).json)).toMatchObject([{ verify: false }]);
  });

  it("is opened again where it is not fixed, and asked about anew once it is closed again", async () => {
    const { bd, id, address } = await closedThere();
    const said = await bd("north/vc", "reply", address, "--not-fixed", "-m", "Two brackets a line still kill it.", "--json");
    expect(said).toMatchObject({ status: 0, json: { data: { verified: "no" }, body: "Two brackets a line still kill it." } });
    expect((await bd("north/beads", "show", id, "--json")).json).toMatchObject({ status: "ready", closed: null, verdict: null });
    expect((await bd("north/beads", "ready", "--json")).json).toMatchObject([{ id }]);
    await bd("north/beads", "close", id, "-r", "Now.");
    expect(closings((await bd("north/vc", "inbox", "--json")).json)).toMatchObject([{ verify: true }]);
  });

  it("stays rejected where its project turned it away, whatever whoever sent it thinks of that", async () => {
    const { bd } = await neighbours();
    await bd("north/beads", "config", "set", "inbound", "review");
    const { id } = (await bd("north/vc", "send", "beads", "No bug", "--json")).json;
    await bd("north/beads", "reject", id, "-r", "As meant.");
    const said = await bd("north/vc", "reply", `beads:${id}`, "--not-fixed", "--json");
    expect(said.status).toBe(3);
    expect((await bd("north/beads", "show", id, "--json")).json).toMatchObject({ closed: { outcome: "rejected" } });
    expect((await bd("north/vc", "reply", `beads:${id}`, "-m", "It is one.")).status).toBe(0);
  });

  it("is not asked about where it was not done", async () => {
    const { bd } = await neighbours();
    const { id } = (await bd("north/vc", "send", "beads", "No bug", "--json")).json;
    await bd("north/beads", "close", id, "-r", "As designed.", "--outcome", "wontfix");
    expect(closings((await bd("north/vc", "inbox", "--json")).json)).toMatchObject([{ verify: false, type: "wontfix" }]);
  });
});

describe("a verdict", () => {
  it("can be given on an issue of one's own", async () => {
    const { bd, as } = await neighbours();
    await bd("north/vc", "create", "Bug", "--id", "vc-bug001");
    await as("dave/vc", "north/vc", "close", "vc-bug001", "-r", "Done.");
    expect((await bd("north/vc", "reply", "vc-bug001", "--not-fixed", "--json")).json).toMatchObject({
      to: ["dave/vc"],
      data: { verified: "no" },
    });
    expect((await bd("north/vc", "show", "vc-bug001", "--json")).json.status).toBe("ready");
    await as("dave/vc", "north/vc", "close", "vc-bug001", "-r", "Done.");
    await bd("north/vc", "reply", "vc-bug001", "--verified");
    expect((await bd("north/vc", "show", "vc-bug001", "--json")).json).toMatchObject({
      status: "closed",
      verdict: { verdict: "verified", by: "north/vc" },
    });
  });

  it("is refused on what is open, and cannot be both", async () => {
    const { bd } = await neighbours();
    await bd("north/vc", "create", "Bug", "--id", "vc-bug001");
    for (const flag of ["--verified", "--not-fixed"])
      expect(await bd("north/vc", "reply", "vc-bug001", flag, "--json")).toMatchObject({
        status: 3,
        json: { error: { code: "NOT_CLOSED", status: "open" } },
      });
    expect((await bd("north/vc", "reply", "vc-bug001", "--verified", "--not-fixed", "--json")).status).toBe(2);
    expect((await bd("north/vc", "thread", "vc-bug001", "--json")).json).toEqual([]);
  });
});

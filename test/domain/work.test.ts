import { describe, expect, it } from "vitest";
import type { Claim, Ending, Lease } from "../../src/domain/claim.ts";
import { judgeWork, type WorkEvidence } from "../../src/domain/work.ts";

const AT = "2026-11-21T10:00:00Z";
const claim: Claim = {
  ...{ issue: "vc-1", epoch: 1, by: "dave/vc", session: "s-1", at: AT, until: "2026-11-21T14:00:00Z" },
  ...{ op: "op", previous: null, marker: "m", extras: [] },
};
const lease: Lease = {
  ...{ issue: "vc-1", epoch: 1, by: "dave/vc", session: "s-1", since: AT, until: claim.until },
  ...{ marker: "m", op: "op", renewals: 0, ended: null },
};
const ending = (outcome: Ending["outcome"], by: string, reason: string | null = null): Ending => ({
  ...{ issue: "vc-1", epoch: 1, outcome, by, at: "2026-11-21T11:00:00Z", reason, op: "op", extras: [] },
});
const open = { status: "open", closed: null, superseded_by: null, duplicate_of: null } as const;
const closed = (by: string, outcome: "done" | "deleted" | "handed-off" | "duplicate" = "done", reason: string | null = null) => ({
  ...({ status: "closed", superseded_by: "beads:beads-1", duplicate_of: "vc-2" } as const),
  closed: { at: "2026-11-21T12:00:00Z", by, reason, outcome },
});
const judge = (given: Partial<WorkEvidence>) =>
  judgeWork({ issue: open, claim, lease, live: true, ending: null, me: "dave/vc", proof: "mine", left: false, ...given });

describe("how somebody's work stands", () => {
  it("is active while the claim is theirs and live", () => {
    expect(judge({})).toEqual({ state: "active", stop: null });
  });

  it("is suspended once the claim ran out, and says when", () => {
    expect(judge({ live: false })).toEqual({ state: "suspended", stop: `Your claim ran out at ${claim.until}.` });
  });

  it("is another session's while the process of that lives, and none of the caller's once it is over", () => {
    expect(judge({ proof: "living" })?.stop).toBe(
      "Another session of yours (s-1) holds it here, and its process still runs: leave it to that one unless it is over.",
    );
    expect(judge({ proof: "living", live: false })).toBeUndefined();
  });

  it("is suspended where an earlier session of the worktree holds it, and says whether that is gone", () => {
    expect(judge({ proof: "inherited" })?.stop).toBe("Another session (s-1) claimed it here, which is gone.");
    expect(judge({ proof: "uncertain" })?.stop).toMatch(/nobody can tell whether that still runs/);
  });

  it("is nobody's of theirs where only the name is the same", () => {
    expect(judge({ proof: "named" })).toBeUndefined();
  });

  it("is suspended after a release that left something behind, and over after one that did not", () => {
    const released = { ending: ending("released", "dave/vc"), proof: "named", lease: { ...lease, ended: "released" } } as const;
    expect(judge({ ...released, left: true })).toEqual({ state: "suspended", stop: null });
    expect(judge(released)).toBeUndefined();
  });

  it("tells who ended the claim, and why", () => {
    expect(judge({ ending: ending("released", "mayor", "Silent.") })).toEqual({
      ...{ state: "suspended", stop: "mayor ended your claim (released) at 2026-11-21T11:00:00Z: Silent." },
    });
    expect(judge({ ending: ending("expired", "mayor") })?.stop).toMatch(/ran out, and mayor wrote it off/);
    expect(judge({ ending: ending("handed-off", "dave/vc", "to erin/vc") })).toEqual({
      ...{ state: "completed", stop: "You handed it off at 2026-11-21T11:00:00Z: to erin/vc" },
    });
  });

  it("is over once somebody else has it, and says by whom and why", () => {
    const later = { ...lease, epoch: 2, by: "erin/vc", since: "2026-11-21T11:00:00Z" };
    expect(judge({ lease: later, ending: ending("taken-over", "erin/vc", "No sign of life.") })).toEqual({
      ...{ state: "completed", stop: "erin/vc took it over at 2026-11-21T11:00:00Z: No sign of life." },
    });
    expect(judge({ lease: later, ending: ending("released", "dave/vc") })?.stop).toMatch(/^erin\/vc claimed it/);
    expect(judge({ lease: later, live: false, ending: ending("taken-over", "erin/vc") })).toBeUndefined();
  });

  it("is completed without a word where they closed it, and says stop where somebody else did", () => {
    expect(judge({ issue: closed("dave/vc") })).toEqual({ state: "completed", stop: null });
    expect(judge({ issue: closed("erin/vc", "done", "Fixed.") })?.stop).toBe("erin/vc closed it at 2026-11-21T12:00:00Z: Fixed.");
    expect(judge({ issue: closed("erin/vc", "duplicate") })?.stop).toMatch(/closed it as duplicate of vc-2/);
    expect(judge({ issue: closed("dave/vc", "deleted") })?.stop).toMatch(/^dave\/vc deleted it/);
    expect(judge({ issue: closed("dave/vc", "handed-off") })?.stop).toMatch(/^It moved to beads:beads-1/);
  });
});

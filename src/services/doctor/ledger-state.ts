import { beadOf, passageState } from "../../domain/outbox.ts";
import type { Moment } from "../../domain/readiness.ts";
import type { LedgerHealth } from "../../store/ledger.ts";
import type { Snapshot } from "../../store/snapshot.ts";
import { addressOf } from "../outbox-entry.ts";
import { standoffsIn } from "../standoffs.ts";
import type { Workspace } from "../workspace.ts";
import { type Check, fail, ok, warn } from "./check.ts";

/** What is in the ledger: files that cannot be read, cycles, agents who wait for each other, and what is open in two places. */
export function checkBeads(snapshot: Snapshot, moment: Moment): Check[] {
  return [checkFiles(snapshot), checkCycles(snapshot), checkStandoffs(snapshot, moment), ...checkMoves(snapshot)];
}

/** bd itself leaves no issue open on both sides: a merge that a person made of two clones' words may, and so may who opened it by hand. */
function checkMoves(snapshot: Snapshot): Check[] {
  const moved = snapshot.passages({}).filter(({ entry: { kind, issue }, marks }) => {
    const isDoubted = marks.some(({ state }) => state === "refused" || state === "dropped");
    const status = issue === null ? undefined : snapshot.issue(issue)?.status;
    return (
      kind === "handoff" && isDoubted && passageState({ marks }) === "delivered" && status !== undefined && status !== "closed"
    );
  });
  if (moved.length === 0) return [];
  const details = moved.map((passage) => `${passage.entry.issue}: ${addressOf({ ...passage.entry, bead: beadOf(passage) })}`);
  const advice = "Where it is the same work, close it here: bd close <id> --superseded-by <address>.";
  return [warn("moved", `${moved.length} were delivered to another project and are open here, too`, { advice, details })];
}

function checkFiles(snapshot: Snapshot): Check {
  const invalid = snapshot.invalid();
  if (invalid.length === 0) return ok("files", "every bead can be read");
  return fail("files", `${invalid.length} cannot be read; the others can`, 4, {
    advice: "Repair them on the ledger's branch, with a commit that changes only these lines.",
    details: invalid.map(({ path, line, reason }) => `${path}${line === null ? "" : `:${line}`}  ${reason}`),
  });
}

function checkCycles(snapshot: Snapshot): Check {
  const cycles = snapshot.cycles();
  if (cycles.length === 0) return ok("cycles", "none");
  return warn("cycles", "some issues wait for themselves", {
    advice: "bd dep remove takes an edge of each away.",
    details: cycles.map((ids) => ids.map(snapshot.shortener()).join(" -> ")),
  });
}

function checkStandoffs(snapshot: Snapshot, moment: Moment): Check {
  const standoffs = standoffsIn(snapshot, moment);
  if (standoffs.length === 0) return ok("agents", "nobody waits for each other");
  const shorten = snapshot.shortener();
  return warn("agents", "some wait for each other", {
    advice: "bd dep cycles shows who; one of them has to finish or release what the other waits for.",
    details: standoffs.flatMap((ring) =>
      ring.map(({ by, holds, waits_for, held_by }) => `${by}: ${shorten(holds)} waits for ${shorten(waits_for)} (${held_by})`),
    ),
  });
}

/** The view, what waits to be pushed, what was lost, and the clock. */
export function checkHealth(health: LedgerHealth): Check[] {
  const { lost } = health;
  return [
    checkView(health),
    checkPending(health),
    lost.length > 0
      ? warn("lost", `${lost.length} could not be kept`, {
          advice: "bd status shows them.",
          details: lost.map(({ subject, message }) => `${subject}: ${message}`),
        })
      : ok("lost", "none"),
    health.warnings.length > 0
      ? warn("clock", health.warnings[0] ?? "", {
          advice: "Set this machine's clock, or the other's.",
          details: health.warnings.slice(1),
        })
      : ok("clock", "nothing in the ledger is ahead of it"),
  ];
}

/** Where people merge what is written, it is in order that it waits for them. */
function checkPending({ remote, pending, push, proposed }: LedgerHealth): Check {
  if (remote === null) return ok("pending", "nothing to push to");
  if (pending === 0) return ok("pending", push === "direct" ? "everything is pushed" : "everything is merged");
  if (push === "direct") return warn("pending", `${pending} not pushed yet`, { advice: "bd sync pushes now." });
  if (proposed !== null && proposed.changes === pending)
    return ok("pending", `${pending} wait as the branch ${proposed.branch} for a person to merge them`);
  return warn("pending", `${pending - (proposed?.changes ?? 0)} not proposed yet`, { advice: "bd sync proposes now." });
}

function checkView({ view, hand_edited }: LedgerHealth): Check {
  if (hand_edited.length > 0) {
    return warn("view", `${hand_edited.length} files were edited by hand: bd leaves them alone and does not read them`, {
      advice: "Make the change with bd, then take the file away: it comes back as the ledger has it.",
      details: hand_edited,
    });
  }
  return ok("view", view ?? "as the ledger has it");
}

/** The remote: whether it answers and has the ledger's branch. */
export async function checkRemote(
  { repository, offline }: Workspace,
  { remote, branch }: LedgerHealth,
  timeout: number,
): Promise<Check> {
  if (remote === null) return ok("remote", "none: everything stays in this clone");
  if (offline) return ok("remote", `${remote}, not asked (--offline)`);
  const ref = `refs/heads/${branch}`;
  const found = await repository.listRemote(remote, [ref], { timeout });
  if (found.has(ref)) return ok("remote", `${remote} answers and has the branch ${branch}`);
  return warn("remote", `${remote} answers and has no branch ${branch} yet`, { advice: "bd sync pushes the ledger." });
}

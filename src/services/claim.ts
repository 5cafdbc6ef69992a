import { nameOf } from "../domain/actor.ts";
import { checkBody } from "../domain/body.ts";
import type { Lease } from "../domain/claim.ts";
import { findSetting } from "../domain/setting.ts";
import { parseDuration, toStamp } from "../domain/time.ts";
import { BeadsError } from "../errors.ts";
import type { Reach } from "../store/ledger.ts";
import type { VerbArguments, VerbResults } from "../store/operation.ts";
import type { IssueFilter, Row, Snapshot } from "../store/snapshot.ts";
import { heldRows } from "./held.ts";
import { lookalikesOf, refuseLookalikes } from "./lookalikes.ts";
import { resolveFilter } from "./resolve-filter.ts";
import { resolveId } from "./resolve-id.ts";
import { rowOf } from "./row-of.ts";
import type { Workspace } from "./workspace.ts";
import { type Landing, write } from "./write.ts";

export interface ClaimInput {
  readonly id?: string | undefined;
  /** The first ready issue under this filter, where no id is given. */
  readonly next?: IssueFilter | undefined;
  /** Gives what the caller holds already, if it holds something and names no other. */
  readonly resume?: boolean | undefined;
  readonly steal?: boolean | undefined;
  readonly reason?: string | undefined;
  /** Asked for as well where a person's claim is taken over. */
  readonly confirm?: boolean | undefined;
  /** Leaves alone what looks like another open or lately closed issue. */
  readonly if_new?: boolean | undefined;
  /** How long, such as `4h`. */
  readonly lease?: string | undefined;
  readonly dry_run?: boolean | undefined;
}

export interface ClaimResult {
  readonly landing: Landing;
  readonly row: Row;
  readonly epoch: number;
  readonly by: string;
  readonly session: string | null;
  readonly since: string;
  readonly until: string;
  /** True once the shared remote holds it, or where there is none. */
  readonly confirmed: boolean;
  readonly reach: Reach;
  /** Held before: nothing was changed. */
  readonly already: boolean;
  /** Whose claim this one ended. */
  readonly took_over: string | null;
  readonly lookalikes: readonly Row[];
}

/** Thirty-one days. */
const LONGEST = 31 * 86_400_000;

/**
 * Claims an issue so that nobody else can have it. Claiming again as the holder is success.
 * @throws CLAIM_HELD, CLAIM_LOST, ISSUE_NOT_READY, WIP_LIMIT, LOOKALIKE, NOTHING_READY, CLAIM_NOT_CONFIRMED, CLAIM_UNKNOWN
 */
export async function claim(workspace: Workspace, input: ClaimInput): Promise<ClaimResult> {
  const held = input.resume === true && input.id === undefined ? (await heldRows(workspace))[0] : undefined;
  const snapshot = await workspace.ledger.snapshot();
  const issue = held?.issue.id ?? (input.id === undefined ? null : resolveId(snapshot, input.id, { exact: true }));
  if (issue === null && input.next === undefined) throw nothingNamed(workspace, input);
  const args = {
    issue,
    next: issue === null ? resolveFilter(workspace, snapshot, input.next ?? {}) : null,
    avoid: [],
    lease: leaseOf(workspace, snapshot, input.lease),
    marker: "",
    proof: await workspace.proof(),
    steal: stealOf(input),
  };
  const chosen = input.if_new === true ? { ...args, issue: await newOnly(workspace, args) } : args;
  const { landing, result } = await write(workspace, "claim", chosen, { urgency: "confirm", dry_run: input.dry_run });
  // The claim may have ended an expired one.
  if (landing.changed && input.dry_run !== true && result.epoch > 1) await noticeExpiry(workspace, result.issue);
  return resultOf(workspace, landing, result);
}

async function noticeExpiry(workspace: Workspace, issue: string): Promise<void> {
  const { noticeCircuit } = await import("./circuit.ts");
  await noticeCircuit(workspace, issue);
}

/** The issue that would be claimed, if it looks like no other; with `next`, the first one that does. @throws LOOKALIKE */
async function newOnly(workspace: Workspace, args: VerbArguments["claim"]): Promise<string> {
  const avoid: string[] = [];
  for (;;) {
    const { result } = await workspace.ledger.preview("claim", { ...args, avoid });
    const { issue } = await rowOf(workspace, result.issue);
    const lookalikes = await lookalikesOf(workspace, issue);
    if (args.issue !== null) refuseLookalikes(issue.title, lookalikes);
    if (lookalikes.length === 0) return issue.id;
    avoid.push(issue.id);
  }
}

async function resultOf(workspace: Workspace, landing: Landing, result: VerbResults["claim"]): Promise<ClaimResult> {
  const [snapshot, moment] = await Promise.all([workspace.ledger.snapshot(), workspace.ledger.moment()]);
  const row = snapshot.row(result.issue, moment) as Row;
  const lease = row.lease?.epoch === result.epoch ? row.lease : undefined;
  return {
    landing,
    row,
    epoch: result.epoch,
    ...holding(workspace, lease),
    until: lease?.until ?? result.until,
    confirmed: landing.reach === "pushed" || (landing.reach === "local" && landing.why === null),
    reach: landing.reach,
    already: result.already,
    took_over: result.took_over,
    lookalikes: await lookalikesOf(workspace, row.issue),
  };
}

function holding({ actor, ledger }: Workspace, lease: Lease | undefined): Pick<ClaimResult, "by" | "session" | "since"> {
  if (lease !== undefined) return { by: lease.by, session: lease.session, since: lease.since };
  return { by: nameOf(actor), session: actor.session, since: toStamp(ledger.now()) };
}

function nothingNamed(workspace: Workspace, input: ClaimInput): BeadsError {
  if (input.resume === true) {
    return new BeadsError("not-found", "NOTHING_HELD", `${nameOf(workspace.actor)} holds no claim here.`, {
      hints: ["bd claim --next takes the first ready issue."],
    });
  }
  return new BeadsError("usage", "NOTHING_NAMED", "Which issue is to be claimed?", {
    hints: ["bd claim <id>, or bd claim --next for the first ready one."],
  });
}

function stealOf(input: ClaimInput): { reason: string; confirm: boolean } | null {
  if (input.steal !== true) return null;
  const reason = input.reason?.trim() ?? "";
  if (reason !== "") return { reason: checkBody(reason), confirm: input.confirm === true };
  throw new BeadsError("usage", "STEAL_NEEDS_REASON", "--steal needs --reason: the holder will want to know why.");
}

/** Milliseconds: as asked, else as the project's settings say. */
function leaseOf({ actor }: Workspace, { project }: Snapshot, asked: string | undefined): number {
  const name = `claim.lease.${actor.kind}`;
  const text = asked ?? project.settings[name] ?? findSetting(name)?.default ?? "";
  const lease = parseDuration(text);
  if (lease !== undefined && lease >= 1000 && lease <= LONGEST) return lease;
  throw new BeadsError("usage", "BAD_LEASE", `${JSON.stringify(text)} is no length for a claim.`, {
    hints: ["Use a duration from 1s to 31d, such as 30m, 4h or 2d."],
    fields: { value: text },
  });
}

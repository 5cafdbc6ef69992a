import type { Actor } from "../../src/domain/actor.ts";
import type { Clock } from "../../src/domain/chance.ts";
import { emptyIssue } from "../../src/domain/fields.ts";
import type { Issue } from "../../src/domain/issue.ts";
import type { Project } from "../../src/domain/project.ts";
import { openRepository } from "../../src/git/open.ts";
import type { LedgerOptions } from "../../src/store/clone.ts";
import type { CloneLedger } from "../../src/store/clone-ledger.ts";
import { initLedger } from "../../src/store/init-ledger.ts";
import { readProof } from "../../src/store/markers.ts";
import { openLedger } from "../../src/store/open.ts";
import type { Point } from "../../src/store/points.ts";
import { START } from "./fake-host.ts";
import type { Scratch } from "./scratch.ts";
import { seededChance } from "./seeded-chance.ts";

/** Who works in a test's clone, and how. */
export interface Seat {
  readonly agent?: string;
  readonly session?: string;
  readonly seed?: number;
  readonly now?: Clock;
  readonly offline?: boolean;
  readonly reached?: (point: Point) => void;
}

export const PROJECT: Project = {
  name: "demo",
  prefix: "demo",
  format: 1,
  identity: "local:demo",
  remote: null,
  aliases: [],
  projects: {},
  types: [],
  inbound: "open",
  inbound_projects: {},
  roles: {},
  push: "direct",
  settings: {},
  created: "2026-11-21T10:30:00Z",
  by: "test/demo",
  body: "",
  extras: [],
};

/** An agent of the test's fixed person. */
export function agentOf(seat: Seat): Actor {
  const human = { name: "Test Person", email: "person@example.com" };
  return { kind: "agent", human, agent: seat.agent ?? "test/demo", project: "local:demo", session: seat.session ?? null };
}

/** What a ledger is opened with in a test: a fixed actor, a clock that stands, chance from a seed, nothing in the background. */
export async function ledgerOptions(here: Scratch, directory: string, seat: Seat = {}): Promise<LedgerOptions> {
  const repository = await openRepository(directory, here.env);
  const session = { session: seat.session ?? null, explicit: seat.session !== undefined };
  return {
    repository,
    actor: agentOf(seat),
    now: seat.now ?? (() => START),
    chance: seededChance(seat.seed ?? 1),
    offline: seat.offline ?? false,
    env: here.env,
    background: null,
    turns: here.path("turns"),
    proof: () => readProof(repository.location, session),
    warn: () => undefined,
    progress: () => undefined,
    ...(seat.reached === undefined ? {} : { reached: seat.reached }),
  };
}

/** Makes a ledger in a clone. */
export async function begin(here: Scratch, directory: string, seat: Seat = {}): Promise<void> {
  await initLedger({ ...(await ledgerOptions(here, directory, seat)), project: PROJECT, view: false, remote: null });
}

/** Opens the ledger of a clone. */
export async function sit(here: Scratch, directory: string, seat: Seat = {}): Promise<CloneLedger> {
  return openLedger(await ledgerOptions(here, directory, seat));
}

/** An issue from what matters about it. */
export function issueOf(partial: Partial<Issue> & Pick<Issue, "id">): Issue {
  return emptyIssue({ title: partial.id, created: "2026-11-21T10:30:00Z", by: "test/demo", ...partial });
}

/** The arguments of a claim of one issue. */
export function claimOf(issue: string | null, proof: Awaited<ReturnType<LedgerOptions["proof"]>>) {
  return { issue, next: issue === null ? {} : null, avoid: [], lease: 4 * 3_600_000, marker: "", proof, steal: null };
}

import { BeadsError } from "../../src/errors.ts";
import { openRepository } from "../../src/git/open.ts";
import { readProof } from "../../src/store/markers.ts";
import { openLedger } from "../../src/store/open.ts";
import { seededChance } from "../support/seeded-chance.ts";

/** One line of a worker's report. */
export interface ClaimReport {
  readonly worker: string;
  readonly outcome: "held" | "lost" | "refused" | "unknown" | "over";
  readonly issue: string | null;
  readonly epoch: number | null;
  /** Who the worker was told holds the issue, when it lost. */
  readonly holder: string | null;
}

const [directory = "", worker = "", turns = "0", seed = "1"] = process.argv.slice(2);

async function main(): Promise<void> {
  const repository = await openRepository(directory, process.env);
  const proof = () => readProof(repository.location, { session: worker, explicit: true });
  const human = { name: "Test Person", email: "person@example.com" };
  const ledger = await openLedger({
    repository,
    actor: { kind: "agent", human, agent: `${worker}/demo`, project: "local:demo", session: worker },
    now: Date.now,
    chance: seededChance(Number(seed)),
    env: process.env,
    offline: false,
    background: null,
    turns: `${process.env["XDG_CACHE_HOME"]}/bd/turns`,
    proof,
    warn: () => undefined,
    progress: () => undefined,
  });
  for (let turn = 0; turn < Number(turns); turn++) {
    const report = await claimOnce(async () => {
      const args = { issue: null, next: {}, avoid: [], lease: 4 * 3_600_000, marker: "", proof: await proof(), steal: null };
      return (await ledger.write("claim", args, "confirm")).result;
    });
    process.stdout.write(`${JSON.stringify(report)}\n`);
    if (report.outcome === "over") break;
  }
  await ledger.close();
}

async function claimOnce(claim: () => Promise<{ issue: string; epoch: number }>): Promise<ClaimReport> {
  const none = { worker, issue: null, epoch: null, holder: null };
  try {
    const { issue, epoch } = await claim();
    return { ...none, outcome: "held", issue, epoch };
  } catch (error) {
    if (!(error instanceof BeadsError)) throw error;
    if (error.code === "NOTHING_READY") return { ...none, outcome: "over" };
    if (error.code === "CLAIM_UNKNOWN") return { ...none, outcome: "unknown" };
    if (error.kind === "environment") return { ...none, outcome: "refused" };
    const holder = error.fields["holder"];
    return { ...none, outcome: "lost", holder: typeof holder === "string" ? holder : null };
  }
}

await main();

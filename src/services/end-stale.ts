import { BeadsError } from "../errors.ts";
import { noticeCircuit } from "./circuit.ts";
import { compose } from "./compose.ts";
import type { StaleRow } from "./sweep.ts";
import { evidenceLines } from "./sweep-evidence.ts";
import type { Workspace } from "./workspace.ts";
import { write } from "./write.ts";

/** Ends a claim that expired and whose holder is gone, and says on the issue what spoke for it, in one commit. One that was renewed meanwhile stays. */
export async function endStale(workspace: Workspace, stale: StaleRow): Promise<StaleRow> {
  const { lease } = stale;
  const message = compose(workspace.ledger, workspace.actor, {
    thread: lease.issue,
    to: [lease.by],
    subject: `The claim of ${lease.by} expired and was ended`,
    body: [
      `The claim of ${lease.by} (epoch ${lease.epoch}, since ${lease.since}, until ${lease.until}) expired, and nobody is there any more. It is ready for others.`,
      evidenceLines(stale, null)
        .map((line) => `- ${line}`)
        .join("\n"),
    ].join("\n\n"),
  });
  const args = { issue: lease.issue, epoch: lease.epoch, outcome: "expired", reason: null, force: true } as const;
  const proof = await workspace.proof();
  try {
    const { landing } = await write(workspace, "release", { ...args, proof, messages: [message] }, { urgency: "now" });
    if (landing.changed) await noticeCircuit(workspace, lease.issue);
    return { ...stale, released: landing.changed };
  } catch (error) {
    if (error instanceof BeadsError && error.code === "CLAIM_LIVE") return { ...stale, verdict: "busy" };
    throw error;
  }
}

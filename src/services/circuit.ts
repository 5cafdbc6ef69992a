import { CIRCUIT } from "../domain/escalation.ts";
import { attemptsOf } from "../domain/lease.ts";
import type { Workspace } from "./workspace.ts";

/** How many ends are told in the text of an escalation. */
const TOLD = 5;

/**
 * Raises an escalation if the end of the last claim left the breaker of an issue open: asked behind whatever can end a claim as failed or expired. Its
 * fingerprint names the reset that it followed, so that however many notice, it is one.
 */
export async function noticeCircuit(workspace: Workspace, issue: string): Promise<void> {
  const snapshot = await workspace.ledger.snapshot();
  const endings = snapshot.endings(issue);
  const { failures, reset, circuit_open } = attemptsOf(endings, snapshot.resets(issue));
  const told = endings.filter(({ epoch, outcome }) => epoch > reset && (outcome === "failed" || outcome === "expired"));
  if (!circuit_open || told[0] !== endings[0]) return;
  const lines = told
    .slice(0, TOLD)
    .map(
      ({ epoch, outcome, by, at, reason }) =>
        `- epoch ${epoch}, ${outcome}, ${at}, by ${by}${reason === null ? "" : `: ${reason}`}`,
    );
  const { raise } = await import("./escalations.ts");
  await raise(workspace, {
    title: `${issue}: ${failures} attempts failed or expired`,
    ...{ level: 2, category: CIRCUIT, issue, fingerprint: `circuit:${issue}:${reset}` },
    body: [
      `${snapshot.issue(issue)?.title ?? issue}`,
      `Nobody is offered it until somebody changes what keeps it from being done and says so: bd update ${issue} --reset-attempts.`,
      lines.join("\n"),
    ].join("\n\n"),
  });
}

import type { StaleRow } from "./sweep.ts";

/** What speaks for it that a holder is gone, a sentence each. `here`: the machine of whoever reads it, which needs no name to them. */
export function evidenceLines({ lease, evidence }: StaleRow, here: string | null): string[] {
  const { beat, process, last_act, work, worktree } = evidence;
  const why = beat === null || beat.why === null ? "" : `, saying: ${beat.why}`;
  return [
    `lease over at ${lease.until}`,
    beat === null
      ? "no sign of life on this machine"
      : `last sign of life ${beat.at}, ${beat.state}${why} (bd ${beat.command}${beat.host === here ? "" : `, on ${beat.host}`})`,
    process === null
      ? "no process known"
      : `process ${process.pid} ${process.life === "unknown" ? "cannot be asked from here" : `is ${process.life}`}`,
    `last act in the ledger ${last_act ?? "unknown"}`,
    ...(worktree === null ? [] : [`worked in ${worktree}: ${workWords(work)}`]),
  ];
}

function workWords(work: StaleRow["evidence"]["work"]): string {
  if (work === null) return "not to be read from here";
  const { branch, dirty, unpushed } = work;
  return `${branch ?? "no branch"}, ${dirty} files not committed, ${unpushed} commits on no remote`;
}

import type { StaleClaim } from "../domain/stale-claim.ts";
import { oneLine } from "../domain/strip.ts";
import type { StaleRow, SweepResult } from "../services/sweep.ts";
import { evidenceLines } from "../services/sweep-evidence.ts";
import { countOf } from "./count.ts";
import { bold, dim, type Style } from "./style.ts";

export function sweepJson({ claims, left, fix, dry_run }: SweepResult) {
  return { claims: claims.map(staleJson), released: claims.filter(({ released }) => released).length, left, fix, dry_run };
}

function staleJson({ issue, lease, verdict, evidence, released }: StaleRow) {
  const { beat, process, last_act, work, worktree } = evidence;
  const sign = beat === null ? null : { at: beat.at, state: beat.state, why: beat.why, command: beat.command, host: beat.host };
  const { by, epoch, session, since, until } = lease;
  return {
    ...{ id: issue.id, title: issue.title, holder: by, epoch, session, since, until, verdict, released },
    evidence: { last_beat: sign, process, last_act, worktree, work },
  };
}

const WORDS: Readonly<Record<StaleClaim, string>> = {
  over: "expired, and nobody is there",
  abandoned: "nobody is there, its lease runs on",
  silent: "expired, and nobody can tell whether its holder is there",
  busy: "expired by the clock, but its process lives",
};

/** Each claim with what speaks for it, and what can be done about all of them. */
export function renderSweep({ claims, left, fix, dry_run, host }: SweepResult, style: Style): string[] {
  if (claims.length === 0) return ["Every claim has somebody who is there."];
  const over = claims.filter(({ verdict, released }) => verdict === "over" && !released).length;
  return [
    ...claims.flatMap((stale) => [
      `${bold(style, oneLine(stale.issue.id))}  ${oneLine(stale.lease.by)}: ${WORDS[stale.verdict]}${stale.released ? "; released" : ""}`,
      `  ${oneLine(stale.issue.title)}`,
      ...evidenceLines(stale, host).map((line) => dim(style, `  ${oneLine(line)}`)),
    ]),
    ...(over > 0 && fix && dry_run ? [`Would release ${countOf(over, "claim")}.`] : []),
    ...(over > 0 && !fix
      ? [`${countOf(over, "claim")} can be released: bd agent sweep --fix does it, and says why on each issue.`]
      : []),
    ...(left > over
      ? [
          `${countOf(left - over, "claim")} left to a person: ask the holder with bd reply, or take the issue over as bd help claim says.`,
        ]
      : []),
  ];
}

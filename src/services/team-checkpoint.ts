import { nameOf } from "../domain/actor.ts";
import { oneLine } from "../domain/strip.ts";
import { TEAM_CHECKPOINT, type TeamVerdict } from "../domain/team.ts";
import { BeadsError } from "../errors.ts";
import { draftDecision } from "./decision-draft.ts";
import type { EscalationRow } from "./escalations.ts";
import { resolveWhen } from "./resolve-when.ts";
import { type Team, teamOf } from "./team.ts";
import type { Workspace } from "./workspace.ts";
import { type Landing, write } from "./write.ts";

export interface TeamCheckpointInput {
  readonly verdict: TeamVerdict;
  readonly note?: string | undefined;
  /** When the next one is, as typed. */
  readonly by?: string | undefined;
  readonly dry_run?: boolean | undefined;
}

export interface TeamCheckpointResult {
  /** The decision that was written. */
  readonly id: string;
  readonly verdict: TeamVerdict;
  readonly title: string;
  readonly next_checkpoint: string | null;
  readonly by: string;
  /** The one before it, which it takes the place of. */
  readonly previous: string | null;
  /** What was raised under `escalate`. */
  readonly escalation: EscalationRow | null;
  readonly landing: Landing;
}

/**
 * Decides how the team goes on, with how it stands: a decision that takes the place of the last checkpoint. `escalate` also brings it before a person.
 * @throws NOTE_MISSING, BAD_TIME, ROLE_NEEDED
 */
export async function teamCheckpoint(workspace: Workspace, input: TeamCheckpointInput): Promise<TeamCheckpointResult> {
  const { verdict, dry_run } = input;
  const note = (input.note ?? "").trim();
  if (note === "" && verdict !== "continue") throw noteMissing(verdict);
  const team = await teamOf(workspace);
  const title = `Team checkpoint: ${verdict}`;
  const deadline = input.by === undefined ? null : resolveWhen(input.by, workspace.ledger.now());
  const previous = team.checkpoint?.id ?? null;
  const draft = { title, body: bodyOf(team, note), topics: [TEAM_CHECKPOINT], supersedes: previous === null ? [] : [previous] };
  const decision = await draftDecision(workspace, draft, { deadline });
  const { landing, result } = await write(workspace, "decide", { decision }, { urgency: "now", dry_run });
  const isTold = verdict === "escalate" && dry_run !== true;
  const by = nameOf(workspace.actor);
  const escalation = isTold ? await tell(workspace, { note, id: result.id }) : null;
  return { id: result.id, verdict, title, next_checkpoint: deadline, by, previous, escalation, landing };
}

async function tell(workspace: Workspace, { note, id }: { readonly note: string; readonly id: string }): Promise<EscalationRow> {
  const { raise } = await import("./escalations.ts");
  const title = oneLine(note.split("\n")[0] ?? "").slice(0, 200);
  const { row } = await raise(workspace, { title, level: 2, category: "team", body: `${note}\n\nSee bd decide show ${id}.` });
  return row;
}

/** What was said, and the state of the team in markdown: who reads the decision later sees what it was taken on. */
function bodyOf({ phase, counts, members, attention, blockers, more_blockers }: Team, note: string): string {
  const { escalations, questions } = attention;
  const list = (heading: string, lines: readonly string[]) => (lines.length === 0 ? [] : ["", `## ${heading}`, "", ...lines]);
  const lines = [
    ...(note === "" ? [] : [note, ""]),
    "## State",
    "",
    `${phase}: ${counts.open} open, ${counts.ready} ready, ${counts.in_progress} in progress, ${counts.blocked} blocked.`,
    ...list(
      "Team",
      members.map(({ agent, next }) => {
        const on = agent.issue === null ? "" : `, on ${agent.issue}: ${oneLine(agent.title ?? "")}`;
        return `- ${agent.name}: ${agent.presence}${on}${next === null ? "" : `; next: ${oneLine(next)}`}`;
      }),
    ),
    ...list(
      "Questions",
      questions.map(({ id, title }) => `- ${id}: ${oneLine(title)}`),
    ),
    ...list(
      "Escalations",
      escalations.map(({ short, level, title }) => `- ${short}, level ${level}: ${oneLine(title)}`),
    ),
    ...list(
      "Blocked",
      blockers.map(({ row }) => `- ${row.issue.id}: ${oneLine(row.issue.title)}`),
    ),
    ...(more_blockers === 0 ? [] : [`- and ${more_blockers} more`]),
  ];
  return lines.join("\n");
}

function noteMissing(verdict: TeamVerdict): BeadsError {
  return new BeadsError("usage", "NOTE_MISSING", `Say what is to be ${verdict === "revise" ? "revised" : "escalated"}.`, {
    hints: ["Use -m <text>, -F <file> or --stdin."],
  });
}

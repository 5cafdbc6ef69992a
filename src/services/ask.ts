import type { Decision } from "../domain/decision.ts";
import { toMilliseconds } from "../domain/time.ts";
import { BeadsError } from "../errors.ts";
import type { Row } from "../store/snapshot.ts";
import { rowsWith } from "./decide.ts";
import { type DraftInput, draftDecision, parseOptions } from "./decision-draft.ts";
import type { DecisionRow } from "./decisions.ts";
import { resolveIds } from "./resolve-id.ts";
import { resolveWhen } from "./resolve-when.ts";
import { refuseIdAsTitle } from "./title-of-words.ts";
import type { Workspace } from "./workspace.ts";
import { type Landing, write } from "./write.ts";

export interface AskInput extends Omit<DraftInput, "supersedes" | "body"> {
  readonly body?: string | undefined;
  /** `a=As deep as memory allows`. */
  readonly options?: readonly string[] | undefined;
  readonly recommend?: string | undefined;
  /** By when, as typed. */
  readonly by?: string | undefined;
  /** The option that holds once the time is up. */
  readonly otherwise?: string | undefined;
  /** Issues that wait for the answer. */
  readonly gates?: readonly string[] | undefined;
  readonly dry_run?: boolean | undefined;
}

export interface AskResult {
  readonly landing: Landing;
  readonly row: DecisionRow;
  /** The issues that wait for the answer, as they stand with it. */
  readonly gated: readonly Row[];
}

/**
 * Puts a question that somebody has to decide; what it gates is not ready until then, or until it falls to its default.
 * @throws TITLE_IS_ID, BAD_OPTION, OTHERWISE_NEEDS_TIME, DEADLINE_PAST, ISSUE_NOT_FOUND, and usage errors for bad values
 */
export async function ask(workspace: Workspace, input: AskInput): Promise<AskResult> {
  const snapshot = await workspace.ledger.snapshot();
  refuseIdAsTitle(
    snapshot,
    input.title,
    (id) => `bd ask "What is to be decided?" --gates ${id}; bd reply ${id} asks those who are on it.`,
  );
  const options = parseOptions(input.options ?? []);
  const known = (key: string | undefined) => (key === undefined ? null : oneOf(key, options));
  const asked: Partial<Decision> & Pick<Decision, "otherwise" | "deadline"> = {
    ...({ kind: "question", status: "proposed", options } as const),
    ...{ recommend: known(input.recommend), otherwise: known(input.otherwise) },
    deadline: input.by === undefined ? null : deadlineOf(input.by, workspace.ledger.now()),
    gates: resolveIds(snapshot, input.gates ?? [], { exact: true }),
  };
  if (asked.otherwise !== null && asked.deadline === null) throw needsTime(asked.otherwise);
  const drafted = await draftDecision(workspace, { ...input, body: input.body ?? "" }, asked);
  const mode = { urgency: "now", dry_run: input.dry_run } as const;
  const { landing, result } = await write(workspace, "decide", { decision: drafted }, mode);
  const rows = await rowsWith(workspace, input.dry_run === true ? drafted : null);
  const row = rows.find(({ id }) => id === (input.dry_run === true ? drafted.id : result.id)) as DecisionRow;
  const [after, moment] = await Promise.all([workspace.ledger.snapshot(), workspace.ledger.moment()]);
  const gated = row.decision.gates.map((id) => after.row(id, moment)).filter((issue) => issue !== undefined);
  return { landing, row, gated };
}

function oneOf(key: string, options: Decision["options"]): string {
  if (options.some((option) => option.key === key)) return key;
  const keys = options.map((option) => option.key);
  throw new BeadsError("usage", "BAD_OPTION", `There is no option ${JSON.stringify(key)}.`, {
    hints: [keys.length === 0 ? `Give it first: --option ${key}="…".` : `The options are ${keys.join(", ")}.`],
    fields: { option: key, options: keys },
  });
}

/** What is due already would fall to its default as it is asked. @throws BAD_TIME, DEADLINE_PAST */
function deadlineOf(typed: string, now: number): string {
  const deadline = resolveWhen(typed, now);
  if (toMilliseconds(deadline) > now) return deadline;
  throw new BeadsError("usage", "DEADLINE_PAST", `${deadline} is past: nobody could answer by then.`, {
    hints: ["Give a time to come, such as --by +2d."],
    fields: { deadline },
  });
}

function needsTime(otherwise: string): BeadsError {
  return new BeadsError(
    "usage",
    "OTHERWISE_NEEDS_TIME",
    `--otherwise ${otherwise} needs --by: the time from which on it holds.`,
    {
      hints: ["Without --otherwise the question stays open until somebody answers it."],
      fields: { otherwise },
    },
  );
}

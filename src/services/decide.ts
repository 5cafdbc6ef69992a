import { DECISION_SECTIONS } from "../../templates/decision-body.ts";
import type { Scope } from "../domain/decision-scope.ts";
import { BeadsError } from "../errors.ts";
import { withSection } from "./body-sections.ts";
import { type DraftInput, draftDecision } from "./decision-draft.ts";
import { type DecisionRow, decisionRows } from "./decisions.ts";
import type { Lifted } from "./lift.ts";
import type { Propagated } from "./propagate.ts";
import type { Workspace } from "./workspace.ts";
import { type Landing, write } from "./write.ts";

export interface DecideInput extends Omit<DraftInput, "title" | "body"> {
  /** Undefined: the message that it is made of says it. */
  readonly title?: string | undefined;
  readonly body?: string | undefined;
  readonly context?: string | undefined;
  readonly decision?: string | undefined;
  readonly rationale?: string | undefined;
  readonly alternatives?: readonly string[] | undefined;
  readonly consequences?: string | undefined;
  /** Only proposed: somebody accepts or rejects it later. */
  readonly propose?: boolean | undefined;
  /** Projects that are to know of it. */
  readonly propagate?: readonly string[] | undefined;
  /** What it is about, as another decision has it. */
  readonly scope?: Scope | undefined;
  /** The message that it is made of. */
  readonly from?: string | undefined;
  readonly allow_secrets?: boolean | undefined;
  readonly dry_run?: boolean | undefined;
}

export interface DecideResult {
  readonly landing: Landing;
  readonly row: DecisionRow;
  /** Decisions in force that are about the same, of which neither names the other. */
  readonly overlapping: readonly DecisionRow[];
  readonly propagated: readonly Propagated[];
}

/**
 * Writes a decision down, and sends it to the projects that are to know of it once it is accepted.
 * @throws TITLE_MISSING, UNKNOWN_PROJECT, NOT_IN_FORCE, TARGET_NOT_FOUND, SECRET_FOUND, and usage errors for bad values; nothing is stored then
 */
export async function decide(workspace: Workspace, input: DecideInput): Promise<DecideResult> {
  const lifted = input.from === undefined ? null : await (await import("./lift.ts")).lift(workspace, input.from);
  const related = lifted?.thread == null ? [] : [lifted.thread];
  const title = input.title ?? lifted?.title ?? titleMissing();
  const status = input.propose === true ? "proposed" : "accepted";
  const sending = (input.propagate ?? []).length === 0 ? null : await import("./propagate.ts");
  const projects = (await sending?.resolveTargets(workspace, input.propagate ?? [])) ?? [];
  const drafted = await draftDecision(
    workspace,
    { ...input, title, body: bodyOf(input, lifted), relates: [...(input.relates ?? []), ...related] },
    { ...scopeIn(input), status, source: lifted?.source ?? null, propagate: projects.map(({ identity }) => identity) },
  );
  const mode = { allow_secrets: input.allow_secrets };
  if (status === "accepted") await sending?.askFirst(workspace, drafted, projects, mode);
  const { landing, result } = await write(workspace, "decide", { decision: drafted }, { urgency: "now", dry_run: input.dry_run });
  const rows = await rowsWith(workspace, input.dry_run === true ? drafted : null);
  const row = rows.find(({ id }) => id === (input.dry_run === true ? drafted.id : result.id)) as DecisionRow;
  const isSent = row.state === "accepted" && input.dry_run !== true;
  const propagated = isSent ? ((await sending?.propagate(workspace, row.decision, projects, mode)) ?? []) : [];
  return { landing, row, overlapping: rows.filter(({ id }) => row.contradicts.includes(id)), propagated };
}

function scopeIn({ scope }: DecideInput): Partial<Scope> {
  return scope === undefined ? {} : { labels: scope.labels, paths: scope.paths, topics: scope.topics };
}

/** All decisions as they stand now; under `--dry-run` with the one that would be made. */
export async function rowsWith(workspace: Workspace, drafted: DecisionRow["decision"] | null): Promise<readonly DecisionRow[]> {
  const [snapshot, moment] = await Promise.all([workspace.ledger.snapshot(), workspace.ledger.moment()]);
  if (drafted === null) return decisionRows(snapshot, moment);
  const all = [...snapshot.records("decision", {}), { head: drafted, parts: [] }];
  return decisionRows({ records: () => all as never }, moment);
}

/** The sections that were given, in their usual order; what was said of it before comes as context. */
function bodyOf(input: DecideInput, lifted: Lifted | null): string {
  const alternatives = (input.alternatives ?? []).map((text) => `- ${text.trim().replaceAll("\n", "\n  ")}`).join("\n");
  const texts: Record<(typeof DECISION_SECTIONS)[number], string | undefined> = {
    Context: input.context,
    Decision: input.decision,
    Rationale: input.rationale,
    Alternatives: alternatives === "" ? undefined : alternatives,
    Consequences: input.consequences,
  };
  if (lifted !== null) texts.Context = [texts.Context, lifted.quotation].filter((part) => part !== undefined).join("\n\n");
  return DECISION_SECTIONS.reduce((body, heading) => {
    const text = texts[heading];
    return text === undefined ? body : withSection(body, heading, text);
  }, input.body ?? "");
}

function titleMissing(): never {
  throw new BeadsError("usage", "TITLE_MISSING", "A decision says in one line what was decided.", {
    hints: ['bd decide "Plans are parsed without recursion"; with --from <message> that message says it.'],
  });
}

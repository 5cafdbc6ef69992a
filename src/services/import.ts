import { BeadsError } from "../errors.ts";
import type { Reach, Written } from "../store/ledger.ts";
import type { VerbResults } from "../store/operation.ts";
import type { Snapshot } from "../store/snapshot.ts";
import type { ImportReport } from "./import/report.ts";
import type { Fault } from "./import/row.ts";
import { type Translation, translate } from "./import/translate.ts";
import type { Workspace } from "./workspace.ts";

export interface ImportInput {
  /** The export, whole. */
  readonly text: string;
  /** What it is called, such as its file name; stands in the commit. */
  readonly source: string;
  readonly dry_run: boolean;
  /** Leave lines out that cannot come in, instead of importing nothing. */
  readonly skip_invalid: boolean;
}

const NAMED_FAULTS = 5;

/**
 * Brings in another tracker's JSONL export, all in one commit. What is here already stays as it is, so a second import changes nothing.
 * @throws IMPORT_INVALID_LINE before anything is written, unless invalid lines are to be skipped
 */
export async function importIssues(workspace: Workspace, input: ImportInput): Promise<ImportReport> {
  const snapshot = await workspace.ledger.snapshot();
  const found = translate(input.text, { project: workspace.identity, has: (id) => snapshot.has(id) });
  if (found.faults.length > 0 && !input.skip_invalid) throw invalidLines(found.faults, input.source);
  const declared = new Set(snapshot.project.types.map((type) => type.name));
  const types = found.types.filter((type) => !declared.has(type.name));
  const fresh = found.issues.filter((issue) => !snapshot.has(issue.id)).length;
  const planned: Outcome = { created: fresh, unchanged: found.issues.length - fresh, commit: null, reach: null };
  workspace.progress(
    `Read ${counted(found.reading.lines, "line")} of ${input.source}: ${counted(found.issues.length, "issue")}, ${fresh} new.`,
  );
  const outcome = input.dry_run ? planned : await write(workspace, snapshot, { ...found, types }, input.source);
  return reportOf(input, { ...found, types }, outcome);
}

interface Outcome {
  readonly created: number;
  readonly unchanged: number;
  readonly commit: string | null;
  readonly reach: Reach | null;
}

async function write(
  workspace: Workspace,
  snapshot: Snapshot,
  { issues, messages, types }: Translation,
  source: string,
): Promise<Outcome> {
  const isFresh = issues.some((issue) => !snapshot.has(issue.id));
  if (isFresh) workspace.progress(`Writing ${counted(issues.length, "issue")} and ${counted(messages.length, "message")}.`);
  const written: Written<VerbResults["import"]> = await workspace.ledger.write(
    "import",
    { issues, messages, types, source },
    "soon",
  );
  return { ...written.result, commit: written.commit, reach: written.reach };
}

function reportOf(input: ImportInput, found: Translation, outcome: Outcome): ImportReport {
  const { reading } = found;
  return {
    source: input.source,
    dry_run: input.dry_run,
    schema: reading.schema,
    lines: reading.lines,
    issues: { read: found.issues.length, created: outcome.created, unchanged: outcome.unchanged },
    tombstones: reading.tombstones.map((row) => row.id),
    statuses: found.statuses,
    types: found.types,
    messages: found.messages.length,
    dependencies: found.dependencies,
    cycles: found.cycles,
    others: reading.others,
    repeated: reading.repeated,
    notes: found.notes,
    skipped: found.faults,
    commit: outcome.commit,
    reach: outcome.reach,
  };
}

function invalidLines(faults: readonly Fault[], source: string): BeadsError {
  const first = faults[0] as Fault;
  const named = faults.slice(0, NAMED_FAULTS).map(sentenceOf);
  const rest = faults.length > NAMED_FAULTS ? [`${faults.length - NAMED_FAULTS} more lines cannot come in.`] : [];
  const which = faults.length === 1 ? "line" : `${faults.length} lines, the first being line`;
  return new BeadsError(
    "invalid-data",
    "IMPORT_INVALID_LINE",
    `Nothing was imported: ${which} ${first.line} of ${source} cannot come in.`,
    {
      hints: [...named, ...rest, "bd import --skip-invalid takes the others."],
      fields: { path: source, line: first.line, lines: faults },
    },
  );
}

function sentenceOf({ line, id, reason }: Fault): string {
  return `Line ${line}${id === null ? "" : ` (${id})`}: ${reason}`;
}

function counted(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? "" : "s"}`;
}

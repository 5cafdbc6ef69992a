import { findCycles } from "../domain/cycle.ts";
import type { Shorten } from "../domain/elsewhere.ts";
import { mintId } from "../domain/id.ts";
import type { Issue } from "../domain/issue.ts";
import { BeadsError } from "../errors.ts";
import type { Row, Snapshot } from "../store/snapshot.ts";
import { splitDependency } from "./dependency.ts";
import { type CheckedDraft, checkDraft, type DraftSite, type IssueDraft } from "./draft.ts";
import { admitTargets, type NewLinks, refuseElsewhere } from "./external-target.ts";
import { lookalikesOf, refuseLookalikes } from "./lookalikes.ts";
import { namesOf } from "./plan/names.ts";
import type { Planned } from "./plan/planned.ts";
import { expandTarget, isKnownProject } from "./resolve-target.ts";
import { pastDefer } from "./resolve-when.ts";
import type { Workspace } from "./workspace.ts";
import { type Landing, write } from "./write.ts";

export interface CreateInput {
  /** One issue, or all those of a plan: they are made in one commit or not at all. */
  readonly issues: readonly Planned[];
  /** An open or lately closed issue that says nearly the same is a conflict. */
  readonly if_new?: boolean | undefined;
  readonly dry_run?: boolean | undefined;
}

export interface CreatedIssue {
  readonly id: string;
  /** With what is derived; under `--dry-run` as far as that can be known. */
  readonly row: Row;
  /** Existing issues that need this one now, and that it supersedes. */
  readonly blocks: readonly string[];
  readonly supersedes: readonly string[];
  readonly lookalikes: readonly Row[];
}

export interface CreateResult {
  readonly landing: Landing;
  readonly issues: readonly CreatedIssue[];
  /** How ids of other projects are shown. */
  readonly shorten: Shorten;
}

/** One issue that somebody describes by itself, as a plan of one. */
export function planOfOne(draft: IssueDraft): Planned[] {
  return [{ draft, name: null, place: "" }];
}

/**
 * Files issues. Everything is checked before anything is written.
 * @throws LOOKALIKE under `if_new`, usage errors for bad values, ID_TAKEN, DEPENDENCY_CYCLE and the like from the ledger
 */
export async function create(workspace: Workspace, input: CreateInput): Promise<CreateResult> {
  const snapshot = await workspace.ledger.snapshot();
  const ids = input.issues.map(({ draft }) => draft.id ?? freeId(workspace, snapshot));
  const names = namesOf(input.issues, ids);
  const issues = await Promise.all(input.issues.map((planned) => withForeignEdges(workspace, planned)));
  const checked = issues.map((planned, index) => checkPlanned({ workspace, snapshot, names }, planned, ids[index] as string));
  refuseOwnCycle(checked);
  const lookalikes = await Promise.all(checked.map(({ issue }) => lookalikesOf(workspace, issue)));
  if (input.if_new === true && (await workspace.ledger.repeated()) === undefined)
    for (const [index, { issue }] of checked.entries()) refuseLookalikes(issue.title, lookalikes[index] ?? []);
  const admitted = await admitTargets(workspace, checked.map(linksOf));
  for (const { issue } of checked) warnOf(workspace, issue);
  for (const warning of admitted.warnings) workspace.warn(warning);
  const explicit = input.issues.flatMap(({ draft }) => draft.id ?? []);
  const args = { issues: checked.map(({ issue }) => issue), explicit, edits: checked.flatMap(({ edits }) => edits) };
  const { landing, result } = await write(workspace, "create", args, { urgency: "soon", dry_run: input.dry_run });
  if (input.dry_run !== true) await admitted.keep();
  const shorten = (await workspace.ledger.snapshot()).shortener();
  return {
    landing,
    shorten,
    issues: await created(workspace, checked, { ids: result.ids, lookalikes, dry_run: input.dry_run === true }),
  };
}

/** The draft with the issues of other projects that it names by short names named in full. */
async function withForeignEdges(workspace: Workspace, planned: Planned): Promise<Planned> {
  const { deps = [], needs = [] } = planned.draft;
  if (![...deps, ...needs].some((text) => text.includes(":"))) return planned;
  const expanded = {
    deps: await Promise.all(deps.map((text) => expandDependency(workspace, text))),
    needs: await Promise.all(needs.map((text) => expandTarget(workspace, text))),
  };
  return { ...planned, draft: { ...planned.draft, ...expanded } };
}

/** A word before the colon that is neither a type nor a project is left, to be refused as a type. */
async function expandDependency(workspace: Workspace, text: string): Promise<string> {
  const { kind, target } = splitDependency(text);
  const head = target.slice(0, Math.max(target.indexOf(":"), 0));
  const isBare = kind === null && head !== "" && !(await isKnownProject(workspace, head));
  return isBare ? text : `${kind ?? "needs"}:${await expandTarget(workspace, target)}`;
}

function freeId(workspace: Workspace, snapshot: Snapshot): string {
  for (;;) {
    const id = mintId(snapshot.project.prefix, workspace.ledger.chance);
    if (!snapshot.has(id)) return id;
  }
}

/** Says in which of many issues the mistake is. */
function checkPlanned(site: DraftSite, { draft, place }: Planned, id: string): CheckedDraft {
  if (place === "") return checkDraft(site, draft, id);
  try {
    return checkDraft(site, draft, id);
  } catch (error) {
    if (!(error instanceof BeadsError)) throw error;
    const { kind, code, message, hints, fields } = error;
    throw new BeadsError(kind, code, `${place}: ${message}`, { hints, fields: { ...fields, place }, cause: error });
  }
}

/** A cycle within a plan, by the titles: its ids are not known to anybody yet. The ledger refuses all others. */
function refuseOwnCycle(checked: readonly CheckedDraft[]): void {
  if (checked.length === 1) return;
  const issues = new Map(checked.map(({ issue }) => [issue.id, issue]));
  const children = Map.groupBy(issues.values(), ({ parent }) => parent ?? "");
  const graph = {
    issue: (id: string) => issues.get(id),
    children: (id: string) => (children.get(id) ?? []).map((child) => child.id),
  };
  const [cycle] = findCycles(issues.keys(), graph);
  if (cycle === undefined) return;
  const titles = [...issues.values()].filter(({ id }) => cycle.includes(id)).map(({ title }) => title);
  throw new BeadsError(
    "conflict",
    "DEPENDENCY_CYCLE",
    `These would wait for each other: ${titles.map((title) => JSON.stringify(title)).join(", ")}.`,
    {
      fields: { cycle: titles },
    },
  );
}

function linksOf({ issue }: CheckedDraft): NewLinks {
  const { id, needs, related, discovered_from, duplicate_of, superseded_by, parent } = issue;
  if (parent !== null) refuseElsewhere(parent, "a parent");
  const others = [...related, ...discovered_from, duplicate_of, superseded_by].filter((other) => other !== null);
  return { id, needs: needs.map((need) => need.id), others, parent };
}

function warnOf(workspace: Workspace, issue: Issue): void {
  const warning = pastDefer(issue.defer_until, workspace.ledger.now());
  if (warning !== undefined) workspace.warn(warning);
}

interface Outcome {
  readonly ids: readonly string[];
  readonly lookalikes: readonly (readonly Row[])[];
  readonly dry_run: boolean;
}

/** The issues as they stand in the ledger now: an id that clashed on the way is another one than was minted. */
async function created(workspace: Workspace, checked: readonly CheckedDraft[], outcome: Outcome): Promise<CreatedIssue[]> {
  const [snapshot, moment] = await Promise.all([workspace.ledger.snapshot(), workspace.ledger.moment()]);
  return checked.map(({ issue, edits }, index) => {
    const id = outcome.ids[index] ?? issue.id;
    const row = outcome.dry_run ? undefined : snapshot.row(id, moment);
    const blocks = edits.filter(({ add }) => add !== undefined).map((edit) => edit.id);
    const supersedes = edits.filter(({ set }) => set !== undefined).map((edit) => edit.id);
    // A command that is repeated finds what it made itself.
    const lookalikes = (outcome.lookalikes[index] ?? []).filter((other) => other.issue.id !== id);
    return { id, row: row ?? unwrittenRow(issue), blocks, supersedes, lookalikes };
  });
}

/** An issue that is only spoken of: it has no revision yet. */
function unwrittenRow(issue: Issue): Row {
  const nothing = { hindrances: [], lease: null, holder: null, children: { total: 0, closed: 0 }, messages: 0 };
  return { issue, computed: issue.status, ...nothing, updated: issue.created, revision: "" };
}

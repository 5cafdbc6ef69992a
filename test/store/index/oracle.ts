import type { Claim, Ending, Renewal, Reset } from "../../../src/domain/claim.ts";
import { findCycles } from "../../../src/domain/cycle.ts";
import type { Decision, DecisionMark } from "../../../src/domain/decision.ts";
import type { BeadElsewhere } from "../../../src/domain/elsewhere.ts";
import { ISSUE_TYPES, type Issue } from "../../../src/domain/issue.ts";
import { foldLease, isCircuitOpen, isLive } from "../../../src/domain/lease.ts";
import type { Message } from "../../../src/domain/message.ts";
import type { Project } from "../../../src/domain/project.ts";
import { compareReady, type Gate, type Graph, hindrancesAt, type Moment, standing } from "../../../src/domain/readiness.ts";
import { type BeadFile, placeOf, readBeadFile } from "../../../src/store/index/bead-file.ts";
import type { IssueFilter, Row, Stats, StatusFilter, TimeRange } from "../../../src/store/snapshot.ts";

/** What the index answers of a row, but for the commits that touched it. */
export type Answer = Omit<Row, "updated" | "revision">;

const BLOCKING = new Set(["needs", "needs-success", "needs-unknown", "cycle", "ancestor-blocked", "gated", "circuit-open"]);

/** Answers every question from all files of a ledger, by looking at every one of them. */
export class Oracle implements Graph {
  readonly issues = new Map<string, Issue>();
  private readonly elsewhere: ReadonlyMap<string, BeadElsewhere>;
  readonly messages: Message[] = [];
  readonly invalid: string[] = [];
  readonly broken = new Set<string>();
  private readonly questions = new Map<string, Decision>();
  private readonly rulings: DecisionMark[] = [];
  private readonly claims: Claim[] = [];
  private readonly renewals: Renewal[] = [];
  private readonly endings: Ending[] = [];
  private readonly resets: Reset[] = [];
  private project: Project | undefined;

  constructor(files: ReadonlyMap<string, string>, elsewhere: readonly BeadElsewhere[] = []) {
    this.elsewhere = new Map(elsewhere.map((bead) => [bead.id, bead]));
    for (const [path, text] of files) {
      const place = placeOf(path);
      if (place === undefined) continue;
      const file = readBeadFile(path, place, text);
      if (file.valid) this.take(place.kind, file.noun);
      else {
        this.invalid.push(path);
        if (place.kind === "issue") this.broken.add(place.issue);
      }
    }
    this.invalid.sort();
  }

  issue(id: string): Issue | BeadElsewhere | undefined {
    return this.issues.get(id) ?? this.elsewhere.get(id);
  }

  isWorkable(type: string): boolean {
    if ((ISSUE_TYPES as readonly string[]).includes(type)) return type !== "decision";
    return this.project?.types.find((own) => own.name === type)?.workable ?? true;
  }

  gatesOf(id: string): readonly Gate[] {
    const open = [...this.questions.values()].filter((question) => {
      const ruled = this.rulings.some(({ decision, kind }) => decision === question.id && kind !== "ack" && kind !== "relate");
      return question.kind === "question" && !ruled && question.gates.includes(id);
    });
    const until = ({ deadline, otherwise }: Decision) => (otherwise === null ? null : deadline);
    return open.map((question) => ({ id: question.id, until: until(question) })).sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  isCircuitOpen(id: string): boolean {
    return isCircuitOpen(
      this.endings.filter((ending) => ending.issue === id),
      this.resets.filter((reset) => reset.issue === id),
    );
  }

  row(id: string, moment: Moment): Answer {
    const issue = this.issues.get(id) as Issue;
    const of = <T extends { issue: string }>(files: readonly T[]) => files.filter((file) => file.issue === id);
    const lease = foldLease(of(this.claims), of(this.renewals), of(this.endings)) ?? null;
    const hindrances = hindrancesAt(standing(issue, this), issue, lease, moment);
    const holder = lease !== null && isLive(lease, moment) ? lease.by : null;
    const children = [...this.issues.values()].filter((other) => other.parent === id && other.closed?.outcome !== "deleted");
    return {
      issue,
      computed: this.computed(issue, hindrances, holder),
      hindrances,
      lease,
      holder,
      children: { total: children.length, closed: children.filter((child) => child.status === "closed").length },
      messages: this.messages.filter((message) => message.thread === id).length,
    };
  }

  rows(filter: IssueFilter, moment: Moment): Answer[] {
    const all = [...this.issues.keys()].map((id) => this.row(id, moment)).filter((row) => this.meets(row, filter));
    const sorted = all.sort((a, b) => this.compare(a.issue, b.issue, filter));
    const from = filter.offset ?? 0;
    return sorted.slice(from, filter.limit === undefined ? undefined : from + filter.limit);
  }

  stats(moment: Moment): Stats {
    const rows = this.rows({}, moment);
    const by_status = { open: 0, deferred: 0, closed: 0, proposed: 0, in_progress: 0, blocked: 0, ready: 0 };
    for (const row of rows) {
      by_status[row.issue.status] += 1;
      if (row.computed !== row.issue.status) by_status[row.computed] += 1;
    }
    return {
      total: rows.length,
      by_status,
      by_type: count(rows.map((row) => row.issue.type)),
      by_priority: count(rows.map((row) => String(row.issue.priority))),
    };
  }

  cycles(): readonly (readonly string[])[] {
    const all = [...this.issues.values(), ...this.elsewhere.values()];
    const children = (id: string) =>
      all.filter((issue) => issue.parent === id && issue.status !== "closed").map((issue) => issue.id);
    const cycles = findCycles([...this.issues.keys(), ...this.elsewhere.keys()], { issue: (id) => this.issue(id), children });
    return cycles.filter((ids) => ids.some((id) => this.issues.has(id)));
  }

  private take(kind: string, noun: (BeadFile & { valid: true })["noun"]): void {
    if (kind === "issue") this.issues.set((noun as Issue).id, noun as Issue);
    else if (kind === "message") this.messages.push(noun as Message);
    else if (kind === "claim") this.claims.push(noun as Claim);
    else if (kind === "renewal") this.renewals.push(noun as Renewal);
    else if (kind === "ending") this.endings.push(noun as Ending);
    else if (kind === "reset") this.resets.push(noun as Reset);
    else if (kind === "record" && "decision" in noun) this.rulings.push(noun as DecisionMark);
    else if (kind === "record") this.questions.set((noun as Decision).id, noun as Decision);
    else this.project = noun as Project;
  }

  private computed(issue: Issue, hindrances: Row["hindrances"], holder: string | null): StatusFilter {
    if (issue.status !== "open") return issue.status;
    if (holder !== null) return "in_progress";
    if (hindrances.length === 0) return "ready";
    if (hindrances.some((hindrance) => BLOCKING.has(hindrance.kind))) return "blocked";
    return hindrances.some(({ kind }) => kind === "deferred-until" || kind === "ancestor-deferred") ? "deferred" : "open";
  }

  private meets(row: Answer, filter: IssueFilter): boolean {
    const { issue } = row;
    const labels = new Set(issue.labels);
    return (
      (filter.deleted === true || (issue.closed?.outcome === "deleted") === (filter.deleted === "only")) &&
      (filter.statuses?.some((status) => status === row.computed || status === issue.status) ?? true) &&
      (filter.types?.includes(issue.type) ?? true) &&
      issue.priority >= (filter.min_priority ?? 0) &&
      issue.priority <= (filter.max_priority ?? 4) &&
      (filter.labels_all?.every((label) => labels.has(label)) ?? true) &&
      (filter.labels_any?.some((label) => labels.has(label)) ?? true) &&
      !(filter.labels_none?.some((label) => labels.has(label)) ?? false) &&
      (filter.assignee === undefined || issue.assignee === filter.assignee) &&
      (filter.holder === undefined || row.holder === filter.holder) &&
      (filter.parent === undefined || issue.parent === filter.parent) &&
      (filter.ids?.includes(issue.id) ?? true) &&
      (filter.by === undefined || issue.by === filter.by) &&
      within(issue.due, filter.due) &&
      within(issue.closed?.at ?? null, filter.closed) &&
      (filter.text === undefined ||
        `${issue.title}\n${issue.id}\n${issue.body}`.toLowerCase().includes(filter.text.toLowerCase()))
    );
  }

  private compare(a: Issue, b: Issue, filter: IssueFilter): number {
    const way = filter.reverse === true ? -1 : 1;
    if (filter.sort === "due" && (a.due === null) !== (b.due === null)) return a.due === null ? 1 : -1;
    const at = (issue: Issue) => (issue.due === null ? 0 : Date.parse(issue.due));
    const first = filter.sort === "due" ? at(a) - at(b) : filter.sort === "id" ? (a.id < b.id ? -1 : a.id > b.id ? 1 : 0) : 0;
    return way * (first || compareReady(a, b));
  }
}

function within(stamp: string | null, range: TimeRange | undefined): boolean {
  if (range?.after === undefined && range?.before === undefined) return true;
  if (stamp === null) return false;
  const at = Date.parse(stamp);
  return at >= Date.parse(range.after ?? "0001-01-01") && at < Date.parse(range.before ?? "9999-01-01");
}

function count(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

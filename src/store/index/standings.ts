import { isElsewhere } from "../../domain/address.ts";
import type { Ending, Reset } from "../../domain/claim.ts";
import type { Issue } from "../../domain/issue.ts";
import { ISSUE_TYPES } from "../../domain/issue.ts";
import { isCircuitOpen } from "../../domain/lease.ts";
import type { OwnType, Project } from "../../domain/project.ts";
import { type Gate, type Graph, type Node, type Standing, standing } from "../../domain/readiness.ts";
import { findSuspects } from "../../domain/suspect.ts";
import type { Bound, Connection } from "./connection.ts";
import { readElsewhere, readNamedElsewhere } from "./elsewhere.ts";
import { findGates, readGates } from "./gates.ts";
import { readMeta } from "./index-file.ts";
import { issueOf, type KeptIssue } from "./kept-issue.ts";
import { isBlocking } from "./row.ts";
import { seal, unseal } from "./seal.ts";

/** The timeless part of readiness of each issue, worked out anew by the one law for those that a change can have reached. */
export class Standings implements Graph {
  private readonly connection: Connection;
  /** True while a new index is filled: then every issue passes by and is kept here, and all are worked out at the end. */
  private readonly fresh: boolean;
  private readonly nodes = new Map<string, Node | undefined>();
  private readonly circuits = new Map<string, boolean>();
  private readonly reached = new Set<string>();
  private workable: ReadonlyMap<string, boolean> | undefined;
  private suspects: ReadonlySet<string> | undefined;
  private known: ReadonlyMap<string, Node> | undefined;
  private allGates: ReadonlyMap<string, readonly Gate[]> | undefined;
  private cyclesMoved = false;
  /** Issues out of which a new cycle can run. */
  private readonly joined = new Set<string>();
  /** Issues whose descendants may stand differently. */
  private readonly above = new Set<string>();

  constructor(connection: Connection, fresh: boolean) {
    this.connection = connection;
    this.fresh = fresh;
  }

  issue(id: string): Node | undefined {
    if (isElsewhere(id)) return this.elsewhere.get(id);
    if (this.fresh || this.nodes.has(id)) return this.nodes.get(id);
    const found = this.connection.get<KeptIssue>(
      "SELECT c.json, c.body FROM issue i JOIN content c ON c.n = i.n WHERE i.id = ?",
      id,
    );
    const node = found === undefined ? undefined : nodeOf(issueOf(found));
    this.nodes.set(id, node);
    return node;
  }

  /** What is known of other projects' issues: mostly nothing. */
  private get elsewhere(): ReadonlyMap<string, Node> {
    this.known ??= readElsewhere(this.connection);
    return this.known;
  }

  isWorkable(type: string): boolean {
    this.workable ??= workableOf(this.ownTypes());
    return this.workable.get(type) ?? true;
  }

  /** Asked when all files are in. */
  gatesOf(id: string): readonly Gate[] {
    if (!this.fresh) return findGates(this.connection, id);
    this.allGates ??= readGates(this.connection);
    return this.allGates.get(id) ?? NO_GATES;
  }

  mayBeOnCycle(id: string): boolean {
    return this.suspects?.has(id) ?? true;
  }

  isCircuitOpen(id: string): boolean {
    const known = this.circuits.get(id);
    if (known !== undefined || this.fresh) return known ?? false;
    const sql = "SELECT kind, json FROM lease_file WHERE issue = ? AND kind IN ('ending', 'reset')";
    const files = this.connection.all<{ kind: string; json: string }>(sql, id);
    const of = <T>(kind: string) => files.filter((file) => file.kind === kind).map((file) => unseal<T>(file.json));
    const open = isCircuitOpen(of<Ending>("ending"), of<Reset>("reset"));
    this.circuits.set(id, open);
    return open;
  }

  /** Tells that the ends of an issue's claims are these, and what of them was forgiven. */
  ended(id: string, endings: readonly Ending[], resets: readonly Reset[]): void {
    const open = isCircuitOpen(endings, resets);
    if (!this.fresh) this.reached.add(id);
    if (open || !this.fresh || this.circuits.has(id)) this.circuits.set(id, open);
  }

  /** Tells that questions which gate these issues came, went, or were answered. */
  gated(ids: readonly string[]): void {
    if (this.fresh) return;
    for (const id of ids) {
      this.reached.add(id);
      this.above.add(id);
    }
  }

  /** Tells that the project's own types are these. */
  setTypes(types: readonly OwnType[]): void {
    this.workable = workableOf(types);
    if (this.fresh) return;
    for (const { id } of this.connection.all<{ id: string }>("SELECT id FROM issue WHERE status <> 'closed'"))
      this.reached.add(id);
  }

  /** Tells that an issue came, went or changed. */
  changed(old: Issue | undefined, now: Issue | undefined): void {
    const node = now && nodeOf(now);
    const id = (node ?? old)?.id as string;
    this.nodes.set(id, node);
    if (this.fresh) return;
    this.reached.add(id);
    const opened = isOpen(now) && !isOpen(old);
    const closed = isOpen(old) && !isOpen(now);
    const moved = JSON.stringify([old?.needs, old?.parent]) !== JSON.stringify([now?.needs, now?.parent]);
    if (opened || closed || moved) this.cyclesMoved = true;
    if (opened || (moved && isOpen(now))) this.joined.add(id);
    if (opened || closed || (old === undefined) !== (now === undefined) || old?.closed?.outcome !== now?.closed?.outcome)
      this.reachDependents(id);
    if (opened || closed || moved || old?.status !== now?.status || old?.defer_until !== now?.defer_until) this.above.add(id);
  }

  /** Tells that more or something else is known of other projects: whatever waits for one of theirs, however indirectly, may stand differently. */
  elsewhereChanged(): void {
    this.known = undefined;
    if (this.fresh) return;
    for (const address of readNamedElsewhere(this.connection)) for (const id of this.behind(address)) this.reached.add(id);
  }

  /** Works out what was reached. */
  settle(): void {
    if (this.fresh) {
      const nodes = [...this.nodes.values()].filter((node) => node !== undefined);
      this.suspects = findSuspects([...nodes, ...this.elsewhere.values()]);
      for (const node of nodes) this.write(node);
      return;
    }
    this.reachCycles();
    for (const id of this.descendantsOf(this.above)) this.reached.add(id);
    for (const id of this.reached) {
      const node = isElsewhere(id) ? undefined : this.issue(id);
      if (node !== undefined) this.write(node);
    }
  }

  private reachDependents(id: string): void {
    for (const source of this.sourcesOf(id, "needs")) {
      this.reached.add(source);
      this.above.add(source);
    }
  }

  /**
   * A cycle that ends was known before, so all known ones are looked at. A new one runs through a changed issue: its members come back to
   * that issue, and lie ahead of it or below something ahead of it.
   */
  private reachCycles(): void {
    if (this.cyclesMoved) {
      for (const { id } of this.connection.all<{ id: string }>("SELECT id FROM issue WHERE cyclic = 1")) this.reached.add(id);
    }
    for (const id of this.joined) {
      const behind = this.behind(id);
      if (behind.size === 1) continue;
      for (const ahead of this.descendantsOf(this.ahead(id))) if (behind.has(ahead)) this.reached.add(ahead);
    }
  }

  /** The issue, and all that wait for it by needs and parents, however indirectly. */
  private behind(id: string): Set<string> {
    return closure([id], (each) => [...this.sourcesOf(each, "needs"), ...this.sourcesOf(each, "parent")]);
  }

  /** The issue, and all that it waits for. */
  private ahead(id: string): Set<string> {
    return closure([id], (each) => {
      const node = this.issue(each);
      if (node === undefined) return [];
      const needs = node.needs.map((need) => need.id);
      return node.parent === null ? needs : [...needs, node.parent];
    });
  }

  private descendantsOf(ids: Iterable<string>): Set<string> {
    return closure(ids, (each) => this.sourcesOf(each, "parent"));
  }

  private sourcesOf(id: string, kind: "needs" | "parent"): string[] {
    const found = this.connection.all<{ source: string }>("SELECT source FROM edge WHERE target = ? AND kind = ?", id, kind);
    return [...found.map((edge) => edge.source), ...this.sourcesElsewhere(id, kind)];
  }

  /** Issues of other projects that wait for one of ours, or of theirs, in turn. */
  private sourcesElsewhere(id: string, kind: "needs" | "parent"): string[] {
    if (this.elsewhere.size === 0) return [];
    const isSource = (node: Node) => (kind === "needs" ? node.needs.some((need) => need.id === id) : node.parent === id);
    return [...this.elsewhere.values()].filter(isSource).map((node) => node.id);
  }

  private write(node: Node): void {
    this.connection.run(
      "UPDATE issue SET hindrances = ?, hold_until = ?, held_by = ?, hold = ?, gates = ?, blocked = ?, cyclic = ? WHERE id = ?",
      ...columnsOf(standing(node, this)),
      node.id,
    );
  }

  private ownTypes(): readonly OwnType[] {
    const kept = readMeta(this.connection, "project");
    return kept === null ? [] : (unseal<{ project?: Project }>(kept).project?.types ?? []);
  }
}

const NO_GATES: readonly Gate[] = [];

function columnsOf(place: Standing): Bound[] {
  const { hindrances, hold_until, held_by = null, gates = [] } = place;
  const times = [...(hold_until === null ? [] : [hold_until]), ...gates.map(({ until }) => until)];
  return [
    hindrances.length === 0 ? null : seal(hindrances),
    hold_until,
    held_by,
    times.length === 0 ? null : Math.max(...times.map((time) => Date.parse(time))),
    gates.length === 0 ? null : seal(gates),
    isBlocking(hindrances) ? 1 : gates.length > 0 ? 2 : 0,
    hindrances.some((hindrance) => hindrance.kind === "cycle") ? 1 : 0,
  ];
}

function closure(from: Iterable<string>, next: (id: string) => readonly string[]): Set<string> {
  const seen = new Set(from);
  for (const id of seen) for (const other of next(id)) seen.add(other);
  return seen;
}

function isOpen(issue: Issue | undefined): boolean {
  return issue !== undefined && issue.status !== "closed";
}

/** A copy of what the law looks at: a part of a file's text, however short, would keep the whole text in memory. */
function nodeOf({ id, status, type, parent, needs, defer_until, closed }: Issue): Node {
  const brief = closed && { ...closed, at: "", by: "", reason: null };
  return JSON.parse(JSON.stringify({ id, status, type, parent, needs, defer_until, closed: brief })) as Node;
}

function workableOf(own: readonly OwnType[]): ReadonlyMap<string, boolean> {
  return new Map([
    ...own.map((type): [string, boolean] => [type.name, type.workable]),
    ...ISSUE_TYPES.map((type): [string, boolean] => [type, type !== "decision"]),
  ]);
}

import { isElsewhere } from "../domain/address.ts";
import type { EdgeGraph } from "../domain/cycle.ts";
import type { Snapshot } from "../store/snapshot.ts";
import { edgesAmong } from "./edges.ts";
import { type Link, linksIn } from "./link.ts";
import { resolveId } from "./resolve-id.ts";
import type { Workspace } from "./workspace.ts";

/** How an issue hangs on the one above it in a tree. */
export type Edge = "needs" | "child" | "needed-by" | "parent";

export interface Node extends Link {
  readonly edge: Edge | null;
  /** Why nothing is below it though there may be something: it stands above itself, stands elsewhere already, or lies too deep. */
  readonly stop: "cycle" | "repeated" | "depth" | null;
  readonly nodes: readonly Node[];
}

export interface DepTreeInput {
  readonly id: string;
  readonly direction: "down" | "up" | "both";
  readonly depth: number;
}

export interface DepTree {
  readonly root: Node;
  /** What it needs and its children; null where nobody asked. */
  readonly down: readonly Node[] | null;
  /** What needs it and its parents. */
  readonly up: readonly Node[] | null;
}

interface Step {
  readonly id: string;
  readonly edge: Edge;
}

/** What an issue needs and what needs it, as far down and up as is asked for. @throws what `resolveId` throws */
export async function depTree(workspace: Workspace, input: DepTreeInput): Promise<DepTree> {
  const [snapshot, moment] = await Promise.all([workspace.ledger.snapshot(), workspace.ledger.moment()]);
  const id = resolveId(snapshot, input.id);
  const link = linksIn({ workspace, snapshot, moment });
  const elsewhere = edgesAmong(snapshot);
  const grow = (steps: (id: string) => readonly Step[]) => new Growth(link, steps).below(id, [id], input.depth);
  return {
    root: { ...link(id), edge: null, stop: null, nodes: [] },
    down:
      input.direction === "up" ? null : grow((at) => (isElsewhere(at) ? stepsBeyond(elsewhere, at) : stepsDown(snapshot, at))),
    up: input.direction === "down" ? null : grow((at) => stepsUp(snapshot, at)),
  };
}

function stepsDown(snapshot: Snapshot, id: string): Step[] {
  const needs = snapshot.issue(id)?.needs ?? [];
  return [
    ...needs.map((need): Step => ({ id: need.id, edge: "needs" })),
    ...snapshot.children(id).map((child): Step => ({ id: child, edge: "child" })),
  ];
}

/** What an open issue of another project waits for, as far as it is known here. */
function stepsBeyond(elsewhere: EdgeGraph, id: string): Step[] {
  const needs = elsewhere.issue(id)?.needs ?? [];
  return [
    ...needs.map((need): Step => ({ id: need.id, edge: "needs" })),
    ...elsewhere.children(id).map((child): Step => ({ id: child, edge: "child" })),
  ];
}

function stepsUp(snapshot: Snapshot, id: string): Step[] {
  const parent = snapshot.issue(id)?.parent ?? null;
  return [
    ...snapshot.dependents(id).map((dependent): Step => ({ id: dependent, edge: "needed-by" })),
    ...(parent === null ? [] : [{ id: parent, edge: "parent" as const }]),
  ];
}

/** One tree as it grows: what was opened out once is not opened out again, or a diamond of diamonds would never end. */
class Growth {
  readonly #link: (id: string) => Link;
  readonly #steps: (id: string) => readonly Step[];
  readonly #opened = new Set<string>();

  constructor(link: (id: string) => Link, steps: (id: string) => readonly Step[]) {
    this.#link = link;
    this.#steps = steps;
  }

  below(id: string, path: readonly string[], depth: number): Node[] {
    this.#opened.add(id);
    return this.#steps(id).map((step) => this.#node(step, path, depth));
  }

  #node({ id, edge }: Step, path: readonly string[], depth: number): Node {
    const facts = { ...this.#link(id), edge };
    if (path.includes(id)) return { ...facts, stop: "cycle", nodes: [] };
    const isLeaf = this.#steps(id).length === 0;
    if (!isLeaf && this.#opened.has(id)) return { ...facts, stop: "repeated", nodes: [] };
    if (!isLeaf && depth <= 1) return { ...facts, stop: "depth", nodes: [] };
    return { ...facts, stop: null, nodes: isLeaf ? [] : this.below(id, [...path, id], depth - 1) };
  }
}

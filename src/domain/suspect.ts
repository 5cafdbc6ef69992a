import type { Node } from "./readiness.ts";

/**
 * The ids of all issues that may be on a cycle, and maybe some more: those that can reach one, and those below an issue that another one
 * needs. Linear, where asking for each issue by itself is not; for whoever works out the standing of a whole ledger at once.
 */
export function findSuspects(issues: readonly Node[]): ReadonlySet<string> {
  const open = new Map(issues.filter((issue) => issue.status !== "closed").map((issue) => [issue.id, issue]));
  const suspects = reachingCycles(open);
  for (const id of belowNeeded(issues, open)) suspects.add(id);
  return suspects;
}

/** What is left after those that wait for nothing, or only for such, were taken away one after the other. */
function reachingCycles(open: ReadonlyMap<string, Node>): Set<string> {
  const waits = new Map<string, number>();
  const behind = new Map<string, string[]>();
  for (const issue of open.values()) {
    const ahead = [...issue.needs.map((need) => need.id), issue.parent ?? ""].filter((id) => open.has(id));
    waits.set(issue.id, ahead.length);
    for (const id of ahead) {
      const known = behind.get(id);
      if (known) known.push(issue.id);
      else behind.set(id, [issue.id]);
    }
  }
  const free = [...open.keys()].filter((id) => waits.get(id) === 0);
  for (let id = free.pop(); id !== undefined; id = free.pop()) {
    for (const waiting of behind.get(id) ?? []) {
      const left = (waits.get(waiting) ?? 0) - 1;
      waits.set(waiting, left);
      if (left === 0) free.push(waiting);
    }
  }
  return new Set([...waits].filter(([, left]) => left > 0).map(([id]) => id));
}

/** Those one of whose ancestors, however far, is needed by an open issue. */
function belowNeeded(issues: readonly Node[], open: ReadonlyMap<string, Node>): readonly string[] {
  const children = new Map<string, string[]>();
  for (const issue of issues) {
    if (issue.parent === null) continue;
    const known = children.get(issue.parent);
    if (known) known.push(issue.id);
    else children.set(issue.parent, [issue.id]);
  }
  const found = new Set<string>();
  const above = [...open.values()].flatMap((issue) => issue.needs.map((need) => need.id)).filter((id) => children.has(id));
  for (let id = above.pop(); id !== undefined; id = above.pop()) {
    for (const child of children.get(id) ?? []) {
      if (found.has(child)) continue;
      found.add(child);
      above.push(child);
    }
  }
  return [...found];
}

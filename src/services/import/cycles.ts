import type { Issue } from "../../domain/issue.ts";

/** The groups of issues that wait for each other through needs and parents: Tarjan's components of more than one issue, without recursion. */
export function cyclesAmong(issues: readonly Issue[]): string[][] {
  const targets = new Map(issues.map((issue) => [issue.id, targetsOf(issue)]));
  const order = new Map<string, number>();
  const low = new Map<string, number>();
  const open: string[] = [];
  const isOpen = new Set<string>();
  const found: string[][] = [];
  for (const { id } of issues) if (!order.has(id)) visit(id);
  return found;

  function visit(root: string): void {
    const path = [enter(root)];
    for (let step = path.at(-1); step !== undefined; step = path.at(-1)) {
      const next = step.rest.pop();
      if (next === undefined) leave(path.pop() as Step, path.at(-1));
      else if (!order.has(next)) path.push(enter(next));
      else if (isOpen.has(next)) lower(step.id, order.get(next) as number);
    }
  }

  function enter(id: string): Step {
    order.set(id, order.size);
    low.set(id, order.size - 1);
    open.push(id);
    isOpen.add(id);
    return { id, rest: (targets.get(id) ?? []).filter((target) => targets.has(target)) };
  }

  function leave({ id }: Step, above: Step | undefined): void {
    if (above !== undefined) lower(above.id, low.get(id) as number);
    if (low.get(id) !== order.get(id)) return;
    const group = open.splice(open.indexOf(id));
    for (const member of group) isOpen.delete(member);
    if (group.length > 1) found.push(group.sort());
  }

  function lower(id: string, value: number): void {
    if (value < (low.get(id) as number)) low.set(id, value);
  }
}

interface Step {
  readonly id: string;
  readonly rest: string[];
}

function targetsOf(issue: Issue): string[] {
  return [...issue.needs.map((need) => need.id), ...(issue.parent === null ? [] : [issue.parent])];
}

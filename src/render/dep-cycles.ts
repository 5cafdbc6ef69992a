import { oneLine } from "../domain/strip.ts";
import type { DepCycles, ShownWait } from "../services/dep-cycles.ts";
import { linkLine, nameOf } from "./link.ts";
import { bold, type Style } from "./style.ts";

/** One object for each cycle, then one for each ring of agents; the fields of the other kind are empty. */
export function depCyclesJson({ cycles, standoffs }: DepCycles): object[] {
  return [
    ...cycles.map((issues) => ({ kind: "cycle", issues, waits: [] })),
    ...standoffs.map((ring) => ({
      kind: "standoff",
      issues: [],
      waits: ring.map(({ by, holds, waits_for, held_by }) => ({ by, holds: holds.id, waits_for: waits_for.id, held_by })),
    })),
  ];
}

export function renderDepCycles({ cycles, standoffs }: DepCycles, style: Style): string[] {
  const blocks = [
    ...cycles.map((cycle) => cycle.map((link) => linkLine(link, style))),
    ...standoffs.map((ring) => [bold(style, "Waiting for each other"), ...ring.map((wait) => `  ${waitWords(wait)}`)]),
  ];
  return blocks.flatMap((lines, at) => [...(at === 0 ? [] : [""]), ...lines]);
}

/** One agent's part in words. */
export function waitWords({ by, holds, waits_for, held_by }: ShownWait): string {
  return `${oneLine(by)} holds ${nameOf(holds)}, which waits for ${nameOf(waits_for)}, held by ${oneLine(held_by)}`;
}

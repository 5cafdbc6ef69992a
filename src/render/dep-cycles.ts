import type { Cycle } from "../services/dep-cycles.ts";
import { linkLine } from "./show.ts";
import type { Style } from "./style.ts";

export function depCyclesJson(cycles: readonly Cycle[]): object[] {
  return cycles.map((cycle) => cycle.map(({ id, title, status }) => ({ id, title, status })));
}

export function renderDepCycles(cycles: readonly Cycle[], style: Style): string[] {
  return cycles.flatMap((cycle, at) => [...(at === 0 ? [] : [""]), ...cycle.map((link) => linkLine(link, style))]);
}

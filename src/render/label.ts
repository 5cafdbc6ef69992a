import { oneLine } from "../domain/strip.ts";
import type { LabelCount, LabelResult } from "../services/label.ts";

import { landingJson, reachSuffix } from "./landing.ts";
import { rowJson } from "./row.ts";
import { dim, type Style } from "./style.ts";

export function labelJson({ row, landing }: LabelResult) {
  return { ...rowJson(row), ...landingJson(landing) };
}

/** The labels that the issue has now. */
export function renderLabel({ row, landing }: LabelResult, _style: Style): string[] {
  const labels = row.issue.labels.length === 0 ? "no labels" : row.issue.labels.map(oneLine).join(", ");
  const word = landing.changed ? "" : " (nothing to change)";
  return [`${row.issue.id}: ${labels}${word}${reachSuffix(landing)}`];
}

/** Labels below each other, each with how many issues have it. */
export function renderLabels(labels: readonly LabelCount[], style: Style): string[] {
  if (labels.length === 0) return ["No labels."];
  return labels.map(({ label, count }) => `${oneLine(label)}  ${dim(style, String(count))}`);
}

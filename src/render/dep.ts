import { oneLine } from "../domain/strip.ts";
import type { DepResult } from "../services/dep.ts";
import type { DependencyKind } from "../services/dependency.ts";

import { landingJson, reachSuffix } from "./landing.ts";
import { rowJson } from "./row.ts";

/** What each kind of edge says of the first issue. */
const WORDS: Readonly<Record<DependencyKind, string>> = {
  needs: "needs",
  "needs-success": "needs the success of",
  blocks: "is needed by",
  related: "is related to",
  "discovered-from": "was discovered from",
  "parent-child": "is a child of",
  duplicates: "is a duplicate of",
  supersedes: "supersedes",
  "superseded-by": "is superseded by",
};

export function depJson({ row, landing, target, address, kinds }: DepResult) {
  return { ...rowJson(row), ...landingJson(landing), target, address, kinds };
}

/** The edge in words that leave no doubt about its direction. */
export function renderDepAdd({ id, address, kind, landing }: DepResult): string[] {
  const word = landing.changed ? (landing.op === null ? "would be added" : "added") : "already so";
  return [`${oneLine(id)} ${WORDS[kind]} ${oneLine(address)} · ${word}${reachSuffix(landing)}`];
}

/** What no longer holds. */
export function renderDepRemove({ id, address, kinds, landing }: DepResult): string[] {
  if (kinds.length === 0) return [`${oneLine(id)} says nothing of ${oneLine(address)}: there is nothing to remove.`];
  const word = landing.op === null ? "would be removed" : "removed";
  return kinds.map((kind) => `${oneLine(id)} ${WORDS[kind]} ${oneLine(address)} · ${word}${reachSuffix(landing)}`);
}

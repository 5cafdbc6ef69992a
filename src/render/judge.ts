import { oneLine } from "../domain/strip.ts";
import type { JudgeResult } from "../services/judge.ts";
import { landingJson, reachSuffix } from "./landing.ts";
import { renderRow, rowJson } from "./row.ts";
import type { Style } from "./style.ts";

const WORDS = { accept: ["Accepted", "accept"], reject: ["Rejected", "reject"] } as const;

export function judgeJson({ verdict, row, landing, reason }: JudgeResult) {
  return { ...rowJson(row), ...landingJson(landing), verdict, reason };
}

/** What was decided, who is told, and how the issue stands. */
export function renderJudge({ verdict, row, landing }: JudgeResult, style: Style): string[] {
  const { origin, by } = row.issue;
  const id = oneLine(row.issue.id);
  const [done, word] = WORDS[verdict];
  const said = !landing.changed
    ? `${id} is ${done.toLowerCase()} already`
    : landing.op === null
      ? `Would ${word} ${id}`
      : `${done} ${id}`;
  const told = landing.changed && landing.op !== null ? [`  ${oneLine(origin?.actor ?? by)} is told`] : [];
  return [`${said}${reachSuffix(landing)}`, `  ${renderRow(row, style)}`, ...told];
}

import { oneLine, stripControls } from "../domain/strip.ts";
import type { ResumeResult } from "../services/resume.ts";
import { minuteOf } from "./age.ts";
import { wordsOf } from "./checkpoint.ts";
import { countOf } from "./count.ts";
import { landingJson, reachSuffix } from "./landing.ts";
import { framed, indented, messageJson } from "./message.ts";
import { stateWord, workJson } from "./mine.ts";
import { rowJson } from "./row.ts";
import { bold, dim, type Style } from "./style.ts";

export function resumeJson({ agent, work, row, asked, here, next, claimed }: ResumeResult) {
  return {
    agent,
    ...workJson(work),
    next,
    worktree: here?.worktree ?? null,
    branch: here?.branch ?? null,
    commit: here?.commit ?? null,
    dirty: here?.dirty ?? [],
    differs: here?.differs ?? [],
    asked: asked.map(messageJson),
    claimed: claimed === null ? null : landingJson(claimed),
    bead: { ...rowJson(row), body: row.issue.body },
  };
}

/** Whether to go on; then the issue, what was planned and said, what differs here, and the next command. */
export function renderResume(result: ResumeResult, style: Style): string[] {
  const { work, row, next } = result;
  const { issue } = row;
  const over = work.state === "completed";
  const body = issue.origin === null ? indented(issue.body) : framed(issue.body);
  return [
    ...(over ? [`Stop: ${oneLine(work.stop ?? "you closed it.")}`] : []),
    `${bold(style, oneLine(issue.id))}: ${oneLine(issue.title)}`,
    `  ${oneLine(issue.type)} · P${issue.priority} · ${stateWords(result)}`,
    ...(over || work.stop === null ? [] : [`  ${oneLine(work.stop)}`]),
    ...(over ? [] : detail(result, body)),
    ...(next === null ? [] : [dim(style, `Next: ${oneLine(next)}`)]),
  ];
}

function stateWords({ work, claimed }: ResumeResult): string {
  const until = work.state === "active" && work.lease !== null ? `, yours until ${minuteOf(work.lease.until)} UTC` : "";
  return `${stateWord(work)}${until}${claimed === null ? "" : ` · claimed${reachSuffix(claimed)}`}`;
}

function detail({ work, asked, here }: ResumeResult, body: readonly string[]): string[] {
  const { checkpoint, handoff } = work;
  return [
    ...(body.length === 0 ? [] : ["", ...body]),
    ...(checkpoint === null
      ? []
      : [
          "",
          `Last checkpoint ${checkpoint.id.slice(-6)} by ${oneLine(checkpoint.by)}, ${minuteOf(checkpoint.at)} UTC`,
          ...wordsOf(checkpoint),
        ]),
    ...(checkpoint === null ? [] : checkpoint.context.map((path) => `  To read: ${oneLine(path)}`)),
    ...(handoff === null
      ? []
      : [
          "",
          `Handed off by ${oneLine(handoff.from.agent)}, ${minuteOf(handoff.created)} UTC`,
          ...indented(stripControls(handoff.body)),
        ]),
    ...(asked.length === 0 ? [] : ["", `${countOf(asked.length, "message")} to answer:`]),
    ...asked.map(({ from, body: text }) => `  ${oneLine(from.agent)}: ${oneLine(text.split("\n")[0] ?? "")}`),
    ...(here === null ? [] : ["", hereLine(here)]),
    ...(here === null ? [] : here.differs.map((line) => `  ${oneLine(line)}`)),
    "",
  ];
}

function hereLine({ branch, commit, dirty }: NonNullable<ResumeResult["here"]>): string {
  const what = dirty.length === 0 ? "nothing uncommitted" : countOf(dirty.length, "uncommitted file");
  return `Here: ${oneLine(branch ?? "detached")} at ${commit?.slice(0, 9) ?? "no commit yet"} · ${what}`;
}

import type { Checkpoint } from "../domain/checkpoint.ts";
import { oneLine, stripControls } from "../domain/strip.ts";
import type { CheckpointResult } from "../services/checkpoint.ts";
import type { CheckpointRow, RestoreResult } from "../services/checkpoint-content.ts";
import { minuteOf } from "./age.ts";
import { countOf } from "./count.ts";
import { landingJson, reachSuffix } from "./landing.ts";
import { indented } from "./message.ts";
import { bold, dim, type Style } from "./style.ts";

export function checkpointJson({ extras: _extras, op: _op, body, ...checkpoint }: Checkpoint) {
  return { ...checkpoint, note: body };
}

/** `commit` is the one that HEAD stood at; the ledger's own is `ledger_commit`. */
export function checkpointResultJson({ checkpoint, title, left_out, pushed, landing }: CheckpointResult) {
  const written = { ...landingJson(landing), ledger_commit: landing.commit };
  return { ...written, ...checkpointJson(checkpoint), title, left_out, pushed };
}

export function checkpointRowJson({ checkpoint, title, here, left_out }: CheckpointRow) {
  return { ...checkpointJson(checkpoint), title, here, left_out };
}

export function restoreJson({ checkpoint, directory, files, left_out }: RestoreResult) {
  return { ...checkpointJson(checkpoint), directory, files, left_out };
}

type LeftOut = CheckpointResult["left_out"];

/** What was saved, and how to get it back. */
export function renderCheckpoint(result: CheckpointResult, style: Style): string[] {
  const { checkpoint, title, left_out, pushed, landing } = result;
  const { issue, id } = checkpoint;
  const dry = landing.why === "dry run";
  const word = dry ? "Would note" : landing.changed ? "Noted" : "Already noted";
  return [
    `${word} where ${bold(style, oneLine(issue))} stands: ${oneLine(title)}`,
    `  ${dry ? "" : `${id.slice(-6)} · `}${placeOf(checkpoint)}${dry ? "" : reachSuffix(landing)}`,
    ...leftOutLines(left_out),
    ...(pushed === null ? [] : [`  Its content is on ${oneLine(pushed)}, too.`]),
    ...(dry ? [] : [dim(style, `bd checkpoint restore ${id.slice(-6)} --into <new directory> brings it back.`)]),
  ];
}

function placeOf({ branch, commit, dirty }: Checkpoint): string {
  const at = commit === null ? "no commit yet" : commit.slice(0, 9);
  const what = dirty.length === 0 ? "nothing uncommitted" : `${countOf(dirty.length, "uncommitted file")}`;
  return `${oneLine(branch ?? "detached")} at ${at} · ${what}`;
}

function leftOutLines(left_out: LeftOut): string[] {
  return left_out.map(({ path, why }) => `  Left out: ${oneLine(path)} (${oneLine(why)})`);
}

/** One line each, newest first. */
export function renderCheckpoints(rows: readonly CheckpointRow[], style: Style): string[] {
  if (rows.length === 0) return ["There are no checkpoints."];
  return rows.map(({ checkpoint, here }) => {
    const { id, issue, at, by, auto, body } = checkpoint;
    const note = oneLine(body.split("\n")[0] ?? "");
    const notes = [auto ? "auto" : "", here ? "" : "not here", note].filter((part) => part !== "").join(" · ");
    return `${bold(style, id.slice(-6))}  ${minuteOf(at)}  ${oneLine(issue)}  ${placeOf(checkpoint)}  ${oneLine(by)}${notes === "" ? "" : `  ${dim(style, notes)}`}`;
  });
}

/** All of one. */
export function renderCheckpointRow({ checkpoint, title, here, left_out }: CheckpointRow, style: Style): string[] {
  const { id, issue, by, at, worktree, host, dirty, context, snapshot } = checkpoint;
  const content = here
    ? snapshot === null
      ? "nothing beyond the commit"
      : `saved in ${snapshot.slice(0, 9)}`
    : "not in this clone";
  return [
    `${bold(style, id)} of ${oneLine(issue)}: ${oneLine(title)}`,
    `  by ${oneLine(by)}, ${minuteOf(at)} UTC`,
    `  ${placeOf(checkpoint)}`,
    `  Content: ${content}`,
    ...(worktree === null ? [] : [`  Worktree: ${oneLine(worktree)}${host === null ? "" : ` on ${oneLine(host)}`}`]),
    ...dirty.map((path) => `  Uncommitted: ${oneLine(path)}`),
    ...leftOutLines(left_out),
    ...context.map((path) => `  To read: ${oneLine(path)}`),
    ...wordsOf(checkpoint),
  ];
}

/** Note, plan and next step. */
export function wordsOf({ body, plan, next }: Pick<Checkpoint, "body" | "plan" | "next">): string[] {
  const part = (name: string, text: string | null) =>
    text === null || text === "" ? [] : [`  ${name}:`, ...indented(stripControls(text)).map((line) => `  ${line}`)];
  return [...part("Note", body), ...part("Plan", plan), ...part("Next", next)];
}

export function renderRestored({ checkpoint, directory, files, left_out }: RestoreResult, style: Style): string[] {
  const { id, issue, branch } = checkpoint;
  return [
    `Restored ${id.slice(-6)} of ${bold(style, oneLine(issue))} into ${oneLine(directory)}`,
    `  ${placeOf(checkpoint)}; ${countOf(files.length, "file")} laid in`,
    ...leftOutLines(left_out),
    dim(
      style,
      branch === null
        ? "HEAD is detached there."
        : `HEAD is detached there; git switch ${oneLine(branch)} goes on with the branch.`,
    ),
  ];
}

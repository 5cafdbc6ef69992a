import { checkBody } from "../domain/body.ts";
import type { Decision, DecisionOption } from "../domain/decision.ts";
import { globFromTyped } from "../domain/glob-typed.ts";
import { mintId } from "../domain/id.ts";
import { checkLabel } from "../domain/label.ts";
import { oneLine } from "../domain/strip.ts";
import { toStamp } from "../domain/time.ts";
import { checkTitle } from "../domain/title.ts";
import { BeadsError } from "../errors.ts";
import type { Snapshot } from "../store/snapshot.ts";
import { resolveAssignee } from "./resolve-assignee.ts";
import { resolveDecision, resolveDecisions } from "./resolve-decision.ts";
import { resolveIds } from "./resolve-id.ts";
import { expandTarget } from "./resolve-target.ts";
import type { Workspace } from "./workspace.ts";

/** What decisions and questions have in common, as typed. */
export interface DraftInput {
  readonly title: string;
  readonly body: string;
  readonly labels?: readonly string[] | undefined;
  /** Globs, from where the caller stands. */
  readonly paths?: readonly string[] | undefined;
  readonly topics?: readonly string[] | undefined;
  readonly supersedes?: readonly string[] | undefined;
  /** Other decisions and issues. */
  readonly relates?: readonly string[] | undefined;
  readonly approver?: string | undefined;
}

const MAX_TOPIC = 80;

/** A decision as it is to be written, with what is usual where nothing was said. @throws usage errors for bad values, DECISION_NOT_FOUND, ISSUE_NOT_FOUND, BAD_GLOB */
export async function draftDecision(workspace: Workspace, input: DraftInput, more: Partial<Decision>): Promise<Decision> {
  const { ledger } = workspace;
  const snapshot = await ledger.snapshot();
  return {
    ...{ id: mintId("adr", ledger.chance), kind: "record", status: "accepted", options: [], recommend: null },
    title: checkTitle(input.title),
    body: checkBody(input.body),
    labels: [...new Set((input.labels ?? []).map(checkLabel))].sort(),
    paths: pathsOf(workspace, input.paths ?? []),
    topics: [...new Set((input.topics ?? []).map(checkTopic))],
    supersedes: resolveDecisions(snapshot, input.supersedes ?? []),
    related: await relatedOf(workspace, snapshot, input.relates ?? []),
    approver: input.approver === undefined ? null : await approverOf(workspace, input.approver),
    ...{ deadline: null, otherwise: null, gates: [], propagate: [], source: null },
    ...{ created: toStamp(ledger.now()), by: "", op: "", extras: [] },
    ...more,
  };
}

/** Globs as they are kept, from the top of the work tree. @throws BAD_GLOB, OUTSIDE_WORK_TREE */
export function pathsOf({ repository, directory }: Workspace, typed: readonly string[]): string[] {
  const top = repository.location.workTree?.replaceAll("\\", "/") ?? null;
  const here = directory.replaceAll("\\", "/");
  const from = top !== null && here.startsWith(`${top}/`) ? here.slice(top.length + 1).split("/") : [];
  return [...new Set(typed.map((path) => globFromTyped(path, { top, from })))];
}

/** `a=As deep as memory allows`, each key once. @throws BAD_OPTION_FORM, OPTION_TWICE */
export function parseOptions(typed: readonly string[]): DecisionOption[] {
  const options = typed.map((text) => {
    const [, key, words] = /^\s*([A-Za-z0-9][A-Za-z0-9_.-]{0,31})\s*=\s*(\S[\s\S]*)$/.exec(text) ?? [];
    if (key === undefined || words === undefined) throw badOption(text);
    return { key, text: oneLine(words) };
  });
  const twice = options.find(({ key }, at) => options.findIndex((other) => other.key === key) !== at);
  if (twice === undefined) return options;
  throw new BeadsError("usage", "OPTION_TWICE", `The option ${twice.key} is there twice.`, { fields: { option: twice.key } });
}

function checkTopic(text: string): string {
  const topic = oneLine(text);
  if (topic !== "" && Array.from(topic).length <= MAX_TOPIC) return topic;
  throw new BeadsError("usage", "INVALID_TOPIC", `${JSON.stringify(text)} is not a topic.`, {
    hints: [`A topic is a word or a few, at most ${MAX_TOPIC} characters.`],
    fields: { topic: text },
  });
}

/** A decision, or an issue here or in another project: ids of decisions are looked for first. */
async function relatedOf(workspace: Workspace, snapshot: Snapshot, typed: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const text of typed) {
    const named = await expandTarget(workspace, text);
    if (named.includes(":")) found.push(named);
    else if (/^adr-/i.test(named)) found.push(resolveDecision(snapshot, named, { exact: true }));
    else found.push(...resolveIds(snapshot, [named], { exact: true }));
  }
  return [...new Set(found)];
}

/** Who is to say it. That nobody of that name was ever seen here is said, and no more: they may be yet to come. */
async function approverOf(workspace: Workspace, typed: string): Promise<string> {
  const name = resolveAssignee(workspace, typed);
  const folded = name.startsWith("@") ? name.toLowerCase() : name;
  if (folded === "@human") return folded;
  const { resolveRecipients } = await import("./recipients.ts");
  const there = { workspace, snapshot: await workspace.ledger.snapshot() };
  await resolveRecipients(workspace, [folded], there).catch((error: unknown) => {
    if (!(error instanceof BeadsError)) throw error;
    workspace.warn(error.message);
  });
  return folded;
}

function badOption(text: string): BeadsError {
  return new BeadsError("usage", "BAD_OPTION_FORM", `${JSON.stringify(text)} is no option.`, {
    hints: ['An option is a short key and what it means: --option a="1,000 levels, then an error".'],
    fields: { option: text },
  });
}

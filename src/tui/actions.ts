import type { Action, Target } from "./action.ts";
import { createAction } from "./actions/create.ts";
import { assignAction, deferAction, editAction, labelAction, priorityAction, statusAction } from "./actions/fields.ts";
import { acceptDecisionAction, answerAction, escalateAction, lookAction, resolveAction } from "./actions/govern.ts";
import { dependAction, handoffAction, parentAction } from "./actions/links.ts";
import { readAction, readMessageAction } from "./actions/read.ts";
import { syncAction } from "./actions/sync.ts";
import { acceptAction, ackAction, ackMessageAction, replyAction, replyToMessageAction, sendAction } from "./actions/talk.ts";
import { notFixedAction, verifyAction } from "./actions/verify.ts";
import { claimAction, closeAction, releaseAction, reopenAction } from "./actions/work.ts";

/** Everything that can be done, in the order of the palette. */
export const ACTIONS: readonly Action[] = [
  ...[answerAction, acceptDecisionAction, lookAction, resolveAction],
  ...[verifyAction, notFixedAction],
  ...[claimAction, releaseAction, closeAction, reopenAction, statusAction, deferAction, handoffAction],
  ...[
    replyAction,
    replyToMessageAction,
    ackAction,
    ackMessageAction,
    readAction,
    readMessageAction,
    acceptAction,
    sendAction,
    escalateAction,
    syncAction,
  ],
  ...[createAction, editAction, priorityAction, labelAction, assignAction, parentAction, dependAction],
];

/** What the key of an action does for what is selected: itself, or what stands for it there. Where nothing fits, all that it could be. */
export function actionsOf(name: string, targets: readonly Target[]): readonly [Action, ...Action[]] | readonly [] {
  const [first, ...rest] = ACTIONS.filter((action) => action.name === name || action.as === name);
  if (first === undefined) return [];
  const all = [first, ...rest] as const;
  for (const { kind } of targets) {
    const fits = all.find(({ on }) => on === kind);
    if (fits !== undefined) return [fits];
  }
  return all;
}

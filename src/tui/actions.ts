import type { Action } from "./action.ts";
import { createAction } from "./actions/create.ts";
import { assignAction, deferAction, editAction, labelAction, priorityAction, statusAction } from "./actions/fields.ts";
import { answerAction, escalateAction, lookAction, resolveAction } from "./actions/govern.ts";
import { dependAction, handoffAction, parentAction } from "./actions/links.ts";
import { acceptAction, ackAction, replyAction, sendAction } from "./actions/talk.ts";
import { claimAction, closeAction, releaseAction, reopenAction } from "./actions/work.ts";

/** Everything that can be done, in the order of the palette. */
export const ACTIONS: readonly Action[] = [
  ...[answerAction, lookAction, resolveAction],
  ...[claimAction, releaseAction, closeAction, reopenAction, statusAction, deferAction, handoffAction],
  ...[replyAction, ackAction, acceptAction, sendAction, escalateAction],
  ...[createAction, editAction, priorityAction, labelAction, assignAction, parentAction, dependAction],
];

/** The action of a name; undefined where there is none. */
export function actionOf(name: string): Action | undefined {
  return ACTIONS.find((action) => action.name === name);
}

import type { Action } from "./action.ts";
import { assignAction, createAction, editAction, labelAction, priorityAction } from "./actions/fields.ts";
import { acceptAction, ackAction, replyAction, sendAction } from "./actions/talk.ts";
import { claimAction, closeAction, releaseAction, reopenAction } from "./actions/work.ts";

/** Everything that can be done, in the order of the palette. */
export const ACTIONS: readonly Action[] = [
  ...[claimAction, releaseAction, closeAction, reopenAction],
  ...[replyAction, ackAction, acceptAction, sendAction],
  ...[createAction, editAction, priorityAction, labelAction, assignAction],
];

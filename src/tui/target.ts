import type { Action, Opened, Target } from "./action.ts";
import type { Item } from "./screen.ts";

/** Everything that actions can be for, of what is selected: a question stands for itself and for the issue that it gates. */
export function targetsOf(item: Item | undefined): readonly Target[] {
  if (item === undefined) return [];
  const [, kind, id] = /^(question|decision|escalation) (\S+)$/.exec(item.key) ?? [];
  const own: Target[] = id === undefined ? [] : [{ kind: kind === "escalation" ? "escalation" : "decision", id }];
  return item.issue === null ? own : [...own, { kind: "issue", id: item.issue }];
}

/** What is opened of what is selected: itself where it can be, else its issue. */
export function openedOf(item: Item | undefined): Opened | undefined {
  const [first] = targetsOf(item);
  if (first !== undefined || item === undefined) return first;
  const message = /^message (\S+)$/.exec(item.key)?.[1];
  return message === undefined ? undefined : { kind: "message", id: message };
}

/** What an action is for among them: its id; empty for the project, undefined where it is for nothing of these. */
export function idFor(action: Action, targets: readonly Target[]): string | undefined {
  return action.on === "project" ? "" : targets.find(({ kind }) => kind === action.on)?.id;
}

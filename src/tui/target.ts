import type { Action, Opened, Target } from "./action.ts";
import type { Item } from "./screen.ts";

/**
 * Everything that actions can be for, of what is selected: a question stands for itself and for the issue that it gates, a message for the issue that it
 * was said on, and on the bulletin for itself.
 */
export function targetsOf(item: Item | undefined): readonly Target[] {
  if (item === undefined) return [];
  const [, kind, id] = /^(question|decision|escalation|message) (\S+)$/.exec(item.key) ?? [];
  if (kind === "message" && id !== undefined) return targetsOfOpen({ kind, id, issue: item.issue });
  const own: Target[] = id === undefined ? [] : [{ kind: kind === "escalation" ? "escalation" : "decision", id }];
  return item.issue === null
    ? own
    : [...own, { kind: "issue", id: item.issue, ...(item.verify === true ? { verify: true } : {}) }];
}

/** The same of what is open. */
export function targetsOfOpen({ kind, id, issue = null, verify = false }: Opened): readonly Target[] {
  if (kind !== "message") return [{ kind, id, ...(verify ? { verify } : {}) }];
  return [issue === null ? { kind, id } : { kind: "issue", id: issue }];
}

/** What is opened of what is selected: a message's thread, a question or an escalation itself, else the issue. */
export function openedOf(item: Item | undefined): Opened | undefined {
  const message = /^message (\S+)$/.exec(item?.key ?? "")?.[1];
  if (item !== undefined && message !== undefined) return { kind: "message", id: message, issue: item.issue };
  const [first] = targetsOf(item);
  return first && { kind: first.kind, id: first.id, ...(first.verify === true ? { verify: true } : {}) };
}

/** What an action is for among them: its id; empty for the project, undefined where it is for nothing of these. */
export function idFor(action: Action, targets: readonly Target[]): string | undefined {
  return action.on === "project" ? "" : targets.find(({ kind }) => kind === action.on)?.id;
}

/** True where an action can be done to one of them, as far as it is known how they stand. */
export function canDo(action: Action, targets: readonly Target[]): boolean {
  if (action.on === "project") return true;
  const target = targets.find(({ kind }) => kind === action.on);
  return target !== undefined && (target.standing === undefined || action.fits?.(target.standing) !== false);
}

import { shortName } from "./identity.ts";
import { isAnswerTo, isOverdue } from "./inbox.ts";
import type { Issue } from "./issue.ts";
import type { Expectation, Message } from "./message.ts";
import { cut, oneLine } from "./strip.ts";
import { countingAmong } from "./taking-back.ts";

/** Somebody who took part. */
export interface Participant {
  readonly name: string;
  /** The identity of the project that they work in. */
  readonly project: string;
  readonly messages: number;
  readonly first: string;
  readonly last: string;
}

/** One message as a summary names it: its subject, or how it begins. */
export interface Saying {
  readonly message: string;
  readonly from: string;
  readonly from_project: string;
  readonly at: string;
  readonly text: string;
}

/** An answer that is still missing. */
export interface OpenRequest extends Saying {
  readonly expects: Expectation;
  /** Whoever has not answered. */
  readonly waits_for: readonly string[];
  readonly deadline: string | null;
  readonly overdue: boolean;
}

/** What a thread comes to, derived from what its messages say of themselves; nothing of it is guessed. */
export interface ThreadSummary {
  readonly messages: number;
  /** In the order in which they first spoke. */
  readonly people: readonly Participant[];
  readonly decided: readonly Saying[];
  readonly closed: Issue["closed"];
  readonly open: readonly OpenRequest[];
  readonly last: Saying | null;
}

const SHOWN = 120;

/** Sums up messages that stand in their order. `now` in milliseconds. */
export function summarise(messages: readonly Message[], closed: Issue["closed"], now: number): ThreadSummary {
  const last = messages.at(-1);
  const counting = countingAmong(messages);
  return {
    messages: messages.length,
    people: participants(messages),
    decided: counting.filter(({ type }) => type === "decision").map(sayingOf),
    closed,
    open: counting.filter(({ expects }) => expects !== "none").flatMap((message) => openRequests(message, counting, now)),
    last: last === undefined ? null : sayingOf(last),
  };
}

function participants(messages: readonly Message[]): Participant[] {
  const people = new Map<string, Participant>();
  for (const { from, created } of messages) {
    const key = `${from.agent} ${from.project}`;
    const known = people.get(key);
    const first = known?.first ?? created;
    people.set(key, { name: from.agent, project: from.project, messages: (known?.messages ?? 0) + 1, first, last: created });
  }
  return [...people.values()];
}

function sayingOf({ id, from, created, subject, body }: Message): Saying {
  const text = cut(oneLine(subject ?? body.split("\n").find((line) => line.trim() !== "") ?? ""), SHOWN);
  return { message: id, from: from.agent, from_project: from.project, at: created, text };
}

function openRequests(message: Message, messages: readonly Message[], now: number): OpenRequest[] {
  const answers = messages.filter((reply) => isAnswerTo(message, reply));
  const waits_for = missing(message, answers);
  if (waits_for.length === 0) return [];
  const { expects, deadline } = message;
  return [{ ...sayingOf(message), expects, waits_for, deadline, overdue: isOverdue({ waiting: true, deadline }, now) }];
}

/** One answer is enough for one who was asked. Of several each answers for themselves, and of all one never knows whether everybody has. */
function missing({ to }: Message, answers: readonly Message[]): readonly string[] {
  if (to.length <= 1 && to[0] !== "@all") return answers.length > 0 ? [] : to;
  return to.filter((address) => address === "@all" || !answers.some((answer) => speaksFor(answer, address)));
}

function speaksFor({ from }: Message, address: string): boolean {
  return [from.agent, from.project, shortName(from.project)].includes(address);
}

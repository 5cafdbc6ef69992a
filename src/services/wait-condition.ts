import { STATUSES } from "../domain/issue.ts";
import type { Message } from "../domain/message.ts";
import { countingAmong } from "../domain/taking-back.ts";
import { BeadsError } from "../errors.ts";
import type { Row, StatusFilter } from "../store/snapshot.ts";

/** What somebody can wait for: something that is said, or a state that an issue can be in. */
export type Condition =
  | { readonly kind: "reply" | "ack"; readonly name: string }
  | { readonly kind: "claimed"; readonly name: string }
  | { readonly kind: "status"; readonly name: string; readonly status: StatusFilter };

const STATES: readonly StatusFilter[] = [...STATUSES, "ready", "blocked", "in_progress"];

/** What is waited for where nothing was said. */
export const USUAL = ["reply", "closed"];

/**
 * The conditions of `--for`: `reply`, `ack`, `claimed`, or a status outright or as `status=<status>`; behind one `status=` several may follow.
 * @throws BAD_CONDITION
 */
export function parseConditions(texts: readonly string[]): readonly Condition[] {
  return [...new Set(texts.length === 0 ? USUAL : texts)].map(parseCondition);
}

function parseCondition(text: string): Condition {
  const word = text.trim().toLowerCase().replaceAll("-", "_");
  if (word === "reply" || word === "ack" || word === "claimed") return { kind: word, name: word };
  const status = STATES.find((state) => word === state || word === `status=${state}`);
  if (status !== undefined) return { kind: "status", name: status, status };
  throw new BeadsError("usage", "BAD_CONDITION", `${JSON.stringify(text)} is nothing that can be waited for.`, {
    hints: [`Wait for reply, ack, claimed, or a status: ${STATES.join(", ")}.`],
    fields: { value: text },
  });
}

/** The issue as it stands, and what was said on it that has not been seen. */
export interface Standing {
  readonly row: Row;
  /** Messages of others, in order; acknowledgements among them. */
  readonly said: readonly Message[];
}

/** The first condition that holds, with the messages that made it hold. */
export function metBy(
  conditions: readonly Condition[],
  { row, said }: Standing,
): { readonly met: string; readonly messages: readonly Message[] } | undefined {
  const counting = countingAmong(said);
  for (const condition of conditions) {
    const messages =
      condition.kind === "ack" ? counting : condition.kind === "reply" ? counting.filter(({ type }) => type !== "ack") : [];
    if (messages.length > 0 || isSo(condition, row)) return { met: condition.name, messages };
  }
  return undefined;
}

function isSo(condition: Condition, { computed, holder, issue }: Row): boolean {
  if (condition.kind === "claimed") return holder !== null;
  return condition.kind === "status" && (computed === condition.status || issue.status === condition.status);
}

/** The conditions in words: `a reply, or until it is closed`. */
export function inWords(conditions: readonly Condition[]): string {
  const words = conditions.map(({ kind, name }) =>
    kind === "reply" ? "a reply" : kind === "ack" ? "an acknowledgement" : kind === "claimed" ? "a claim" : `status ${name}`,
  );
  return words.join(" or ");
}

import { nameOf } from "../domain/actor.ts";
import { checkBody } from "../domain/body.ts";
import type { Issue } from "../domain/issue.ts";
import type { Message } from "../domain/message.ts";
import { BeadsError } from "../errors.ts";
import { compose } from "./compose.ts";
import { refuseUnreasonedForce } from "./force.ts";
import { collect } from "./handoff-collect.ts";
import { resolveId } from "./resolve-id.ts";
import type { Workspace } from "./workspace.ts";
import { type Landing, write } from "./write.ts";

/** What whoever goes on has to know, by section. */
export interface HandoffSections {
  readonly context?: string | undefined;
  readonly done?: string | undefined;
  readonly next?: string | undefined;
  readonly questions?: string | undefined;
  readonly verify?: string | undefined;
}

export interface WithinInput extends HandoffSections {
  readonly id: string;
  /** An agent of this project or a person, as stored; null: whoever takes it. */
  readonly receiver: string | null;
  /** Free words, before the sections. */
  readonly reason?: string | undefined;
  /** Fills in the branch, commits, uncommitted files, the last checkpoint and open messages. */
  readonly collect?: boolean | undefined;
  readonly force?: boolean | undefined;
  readonly dry_run?: boolean | undefined;
}

export interface WithinResult {
  readonly id: string;
  readonly title: string;
  readonly to: string | null;
  /** The epoch that ended with it; null where nobody held it. */
  readonly epoch: number | null;
  readonly message: Message;
  readonly landing: Landing;
}

const HEADINGS: readonly (readonly [keyof HandoffSections, string])[] = [
  ["context", "Context"],
  ["done", "Done"],
  ["next", "Next"],
  ["questions", "Open questions"],
  ["verify", "How to verify"],
];

/**
 * Passes an issue on within the project: what the next one has to know, the end of the claim and the new assignee, in one commit.
 * @throws HANDOFF_EMPTY, ISSUE_CLOSED, CLAIM_HELD, CLAIM_SUPERSEDED
 */
export async function handoffWithin(workspace: Workspace, input: WithinInput): Promise<WithinResult> {
  refuseUnreasonedForce(input);
  const snapshot = await workspace.ledger.snapshot();
  const issue = snapshot.issue(resolveId(snapshot, input.id, { exact: true })) as Issue;
  const collected = input.collect === true ? await collect(workspace, issue.id) : {};
  const body = handoffBody(input, collected);
  if (body === "") throw empty(issue.id);
  const { receiver, dry_run } = input;
  const words = { thread: issue.id, type: "handoff", to: receiver === null ? [] : [receiver], body } as const;
  const message = compose(workspace.ledger, workspace.actor, { ...words, subject: subjectOf(workspace, receiver) });
  const args = { message, assignee: receiver, force: input.force === true, proof: await workspace.proof() };
  const { landing, result } = await write(workspace, "handover", args, { urgency: "now", dry_run });
  const stored = (await workspace.ledger.snapshot()).message(result.id) ?? message;
  return { id: issue.id, title: issue.title, to: stored.to[0] ?? null, epoch: result.epoch, message: stored, landing };
}

function subjectOf({ actor }: Workspace, receiver: string | null): string {
  return receiver === null ? `Handed off by ${nameOf(actor)}` : `Handed to ${receiver}`;
}

/** The words of a handoff with its sections; what was said stands before what was found. */
export function handoffBody(
  input: HandoffSections & { readonly reason?: string | undefined },
  collected: HandoffSections = {},
): string {
  const sections = HEADINGS.flatMap(([key, heading]) => {
    const text = [input[key], collected[key]].map((part) => checkBody(part ?? "").trim()).filter((part) => part !== "");
    return text.length === 0 ? [] : [`## ${heading}\n\n${text.join("\n\n")}`];
  });
  return [checkBody(input.reason ?? "").trim(), ...sections].filter((part) => part !== "").join("\n\n");
}

function empty(id: string): BeadsError {
  return new BeadsError("usage", "HANDOFF_EMPTY", "Whoever goes on has to know something: nothing was said.", {
    hints: [
      `bd handoff ${id} --collect fills in what bd can see.`,
      "Say the rest with --context, --done, --next, --questions and --verify, or with -m or -F.",
    ],
    fields: { id },
  });
}

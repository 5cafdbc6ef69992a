import { parseAddress } from "../domain/address.ts";
import { MESSAGE_PRIORITIES, MESSAGE_TYPES } from "../domain/message.ts";
import { BeadsError } from "../errors.ts";
import type { AnnounceResult } from "./announce.ts";
import { isAgentHere } from "./known-agent.ts";
import { resolveProject } from "./resolve-project.ts";
import { type SendInput, type SendResult, send } from "./send.ts";
import type { Workspace } from "./workspace.ts";

/** What became of it: said here, or sent to another project. */
export type Went = { readonly said: AnnounceResult; readonly sent: null } | { readonly said: null; readonly sent: SendResult };

/**
 * Sends something to an address. `@all`, people, and agents of this project are spoken to on the bulletin; an agent of another project is that project,
 * with whom it is for. @throws UNKNOWN_PROJECT, INVALID_ADDRESS, NOT_FOR_MESSAGES, and what `send` and `announce` throw
 */
export async function sendTo(workspace: Workspace, address: string, input: Omit<SendInput, "project">): Promise<Went> {
  const text = address.trim();
  const { to = [] } = input;
  if (text.startsWith("@")) {
    parseAddress(text);
    return { said: await say(workspace, { ...input, to: [text, ...to] }), sent: null };
  }
  // Looked for first: a class of letters of all scripts takes a millisecond to compile.
  if (!isAgent(text)) return { said: null, sent: await send(workspace, { ...input, project: text }) };
  const project = text.slice(text.indexOf("/") + 1);
  const isHere = isAgentHere(await workspace.ledger.snapshot(), text) || (await resolveProject(workspace, project)).own;
  const forThem = { ...input, to: [text, ...to] };
  if (isHere) return { said: await say(workspace, forThem), sent: null };
  return { said: null, sent: await send(workspace, { ...forThem, project }) };
}

/** One line is the message itself; with a text below it, it is the subject. */
async function say(workspace: Workspace, input: Omit<SendInput, "project">): Promise<AnnounceResult> {
  const type = MESSAGE_TYPES.find((word) => word === input.type);
  const priority = MESSAGE_PRIORITIES.find((word) => word === input.priority);
  refuseIssueFlags({
    ...input,
    type: type === undefined ? input.type : undefined,
    priority: priority === undefined ? input.priority : undefined,
  });
  const { title, body = "", to = [], expects, by, data, files, dry_run } = input;
  const words = body.trim() === "" ? { body: title } : { subject: title, body };
  const { announce } = await import("./announce.ts");
  return announce(workspace, { ...words, type, priority, to, expects, by, data, files, dry_run });
}

/** What only an issue can have would be lost without a word. */
function refuseIssueFlags(input: Omit<SendInput, "project">): void {
  const given = {
    type: input.type,
    priority: input.priority,
    label: input.labels,
    issue: input.issue,
    via: input.via,
    fork: input.fork,
  };
  const flags = Object.entries({
    ...given,
    "blocks-me": input.blocks_me,
    "if-new": input.if_new,
    "expect-text": input.expect_text,
  });
  const wrong = flags.filter(([, value]) => value !== undefined && value !== false).map(([name]) => `--${name}`);
  if (wrong.length === 0) return;
  throw new BeadsError("usage", "NOT_FOR_MESSAGES", `A message on the bulletin takes no ${wrong.join(", ")}.`, {
    hints: [
      "bd create files an issue here, and bd reply says something on one.",
      `A message's type is one of ${MESSAGE_TYPES.join(", ")}, its priority one of ${MESSAGE_PRIORITIES.join(", ")}.`,
    ],
    fields: { flags: wrong },
  });
}

/** True for an agent as it is typed; anything else with a slash is a path, a URL or an identity. */
function isAgent(text: string): boolean {
  return text.includes("/") && /^[\p{L}\p{N}_][\p{L}\p{N}._-]*\/[\p{L}\p{N}_][\p{L}\p{N}._-]*$/u.test(text);
}

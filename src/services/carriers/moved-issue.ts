import type { Message } from "../../domain/message.ts";
import type { Project } from "../../domain/project.ts";
import { BeadsError } from "../../errors.ts";
import type { VerbArguments } from "../../store/operation.ts";
import { readThreadFiles } from "../../store/outbox-files.ts";
import type { Workspace } from "../workspace.ts";
import type { Parcel } from "./carrier.ts";
import { arriving, meantId } from "./delivery.ts";

/** An issue of ours that moves with its whole thread: what it names here is named in full there. @throws ISSUE_NOT_FOUND */
export async function movedIssue(
  workspace: Workspace,
  { entry, files }: Parcel,
  there: Project,
): Promise<VerbArguments["deliver"]> {
  const snapshot = await workspace.ledger.snapshot();
  const own = snapshot.issue(entry.issue ?? "");
  if (own === undefined) throw gone(entry.issue);
  const id = meantId(entry, there);
  const inFull = (other: string) => (other.includes(":") ? other : `${entry.from.project}:${other}`);
  const issue = arriving(entry, id, {
    created: own.created,
    by: own.by,
    needs: own.needs.map((need) => ({ ...need, id: inFull(need.id) })),
    related: [...own.related, ...(own.parent === null ? [] : [own.parent])]
      .map(inFull)
      .filter((other) => !isIt(other, there, id)),
    discovered_from: own.discovered_from.map(inFull),
    due: own.due,
    defer_until: own.defer_until,
    estimate: own.estimate,
    external_ref: own.external_ref,
    metadata: own.metadata,
    body: own.body,
  });
  const said = snapshot.messages({ thread: own.id });
  const last: Message = lastWord(entry, id);
  const messages = [...said.map((message) => ({ ...message, thread: id })), ...(isSilent(last) ? [] : [last])];
  const carried = await readThreadFiles(workspace.ledger, said);
  return { issue, messages, files: files.length === 0 ? carried : { ...carried, [entry.id]: files }, reopen: null };
}

function isIt(other: string, { identity }: Project, id: string): boolean {
  return other === `${identity}:${id}`;
}

/** What whoever hands it over says with it. */
function lastWord(entry: Parcel["entry"], thread: string): Message {
  const { id, from, to, expects, deadline, subject, data, attachments, created, body } = entry;
  return {
    ...{ id, thread, from, to, expects, deadline, subject, data, attachments, created, body },
    ...{ type: "handoff", priority: "normal", in_reply_to: null, op: id, extras: [] },
  };
}

function isSilent({ body, attachments }: Message): boolean {
  return body.trim() === "" && attachments.length === 0;
}

function gone(id: string | null): BeadsError {
  return new BeadsError("not-found", "ISSUE_NOT_FOUND", `The issue ${id ?? ""} that was to move is not there.`, {
    fields: { id },
  });
}

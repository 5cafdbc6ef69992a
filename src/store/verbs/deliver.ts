import { admit } from "../../domain/admission.ts";
import { deliveredId } from "../../domain/id.ts";
import type { Issue } from "../../domain/issue.ts";
import type { Message } from "../../domain/message.ts";
import { BeadsError } from "../../errors.ts";
import { serializeIssue } from "../../format/issue-file.ts";
import { serializeMessage } from "../../format/message-file.ts";
import { issuePath, messagePath } from "../../format/paths.ts";
import type { FileWrite } from "../../git/repository.ts";
import { findArrived } from "../arrived.ts";
import type { Operation } from "../operation.ts";
import { applies, type Decide, lost, nothing, type State } from "../state.ts";
import { arrivalOf, cameLately } from "./arrival.ts";
import { attachmentFiles } from "./create.ts";
import { messageSubject, reopened } from "./message.ts";

/** Takes in what another project sent: exactly once, since its ids follow from the sending, whoever brings it how often. */
export const deliver: Decide<"deliver"> = async (state, operation) => {
  const { issue } = operation.args;
  return issue === null ? deliverWords(state, operation) : deliverIssue(state, operation, issue);
};

/** The issue's place: the first id of its row that is free, or its own. */
function placeOf(state: State, { id, origin }: Issue): { readonly id: string; readonly there: Issue | undefined } {
  const known = findArrived(state.snapshot, { op: origin?.op ?? "", project: origin?.project ?? "" });
  if (known !== undefined) return { id: known, there: state.snapshot.issue(known) };
  const prefix = id.slice(0, id.lastIndexOf("-"));
  for (let attempt = 0; ; attempt++) {
    const candidate = deliveredId(prefix, origin?.op ?? "", attempt);
    if (!state.snapshot.has(candidate)) return { id: candidate, there: undefined };
    const there = state.snapshot.issue(candidate);
    if (there?.origin?.op === origin?.op && there?.origin?.project === origin?.project) return { id: candidate, there };
  }
}

const deliverIssue = async (state: State, operation: Operation<"deliver">, sent: Issue): ReturnType<Decide<"deliver">> => {
  const { id, there } = placeOf(state, sent);
  if (there !== undefined) return nothing({ bead: id, status: there.status });
  const status = admitted(state, operation);
  const issue = { ...sent, id, status };
  const messages = operation.args.messages.map((message) => ({ ...message, thread: id }));
  const arrived = status === "proposed" ? "proposed" : "new";
  return applies({
    files: [{ path: issuePath(id), content: serializeIssue(issue) }, ...messageFiles(operation, messages)],
    subject: `${id}: ${arrived} ${issue.type} from ${issue.origin?.actor ?? issue.by}: ${issue.title}`,
    text: issue.body,
    beads: [id],
    result: { bead: id, status },
  });
};

const deliverWords = async (state: State, operation: Operation<"deliver">): ReturnType<Decide<"deliver">> => {
  const { messages, reopen } = operation.args;
  const [first] = messages;
  const thread = first?.thread ?? null;
  const issue = thread === null ? undefined : state.snapshot.issue(thread);
  if (first === undefined || thread === null || issue === undefined) return lost(unknownThread(thread));
  const fresh = messages.filter(({ id }) => state.snapshot.message(id) === undefined);
  if (fresh.length === 0) return nothing({ bead: thread, status: issue.status });
  if (reopen !== null && issue.closed?.outcome === "rejected") return lost(rejected(issue));
  admitted(state, operation);
  return applies({
    files: [...messageFiles(operation, fresh), ...(reopen === null ? [] : await reopened(state, reopen))],
    subject: messageSubject(first),
    text: first.body,
    beads: [thread],
    result: { bead: thread, status: reopen === null ? issue.status : "open" },
  });
};

function messageFiles({ args }: Operation<"deliver">, messages: readonly Message[]): FileWrite[] {
  return messages.flatMap((message) => [
    { path: messagePath(message.thread, message.id), content: serializeMessage(message) },
    ...attachmentFiles(message.thread, message.id, args.files[message.id] ?? []),
  ]);
}

/** The target's rules, asked at the very tip. @throws INBOUND_CLOSED, INBOUND_TOO_BIG, INBOUND_TOO_MANY */
function admitted(state: State, { args }: Operation<"deliver">): ReturnType<typeof admit> {
  const arrival = arrivalOf(state, args);
  return admit(state.snapshot.project, arrival, cameLately(state, arrival));
}

/** Whoever was turned away may talk on, and no more. */
function rejected({ id, closed }: Issue): BeadsError {
  return new BeadsError(
    "conflict",
    "ISSUE_REJECTED",
    `${id} was rejected by ${closed?.by ?? "its project"}: only its project opens it again.`,
    {
      hints: ["bd reply without --not-fixed says what speaks for it."],
      fields: { id, reason: closed?.reason ?? null },
    },
  );
}

function unknownThread(thread: string | null): BeadsError {
  return new BeadsError("not-found", "ISSUE_NOT_FOUND", `There is no issue ${thread ?? ""}.`, { fields: { id: thread } });
}

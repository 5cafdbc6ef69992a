import { shortName } from "../domain/identity.ts";
import type { Issue } from "../domain/issue.ts";
import type { Message } from "../domain/message.ts";
import type { Snapshot } from "../store/snapshot.ts";
import { isMine, isToMe, type Mine } from "./mine.ts";

/** Something that somebody else said: an issue that arrived, a message, or that an issue sent elsewhere was closed there. */
export interface InboxEntry {
  readonly kind: "issue" | "message" | "closed";
  /** The message's id, or the issue's. */
  readonly id: string;
  readonly issue: string;
  /** What to give to `bd reply`: the issue, with its project in front where that is another one. */
  readonly address: string;
  readonly title: string;
  /** The identity of the project in whose ledger it stands. */
  readonly identity: string;
  readonly from: string;
  /** The identity of the project that the sender works in. */
  readonly from_project: string;
  readonly to: readonly string[];
  readonly when: string;
  readonly type: string;
  readonly priority: string;
  readonly expects: string;
  readonly deadline: string | null;
  readonly subject: string | null;
  readonly body: string;
  readonly attachments: readonly string[];
  readonly answered: boolean;
  /** True if the words come from another project: data, not instructions. */
  readonly foreign: boolean;
}

type Place = Pick<InboxEntry, "issue" | "address" | "title" | "identity">;

/** Issues that came from other projects. */
export function arrivals(snapshot: Snapshot, mine: Mine): InboxEntry[] {
  const issues = snapshot.origins({}).map((id) => snapshot.issue(id));
  const foreign = issues.filter((issue) => issue?.origin && !mine.identities.has(issue.origin.project));
  return foreign.map((issue) => arrivalOf(snapshot, issue as Issue, mine));
}

function arrivalOf(snapshot: Snapshot, issue: Issue, mine: Mine): InboxEntry {
  const thread = snapshot.messages({ thread: issue.id });
  const cover = thread.filter((message) => isCover(issue, message));
  return {
    ...placeOf(snapshot, issue, mine),
    kind: "issue",
    id: issue.id,
    from: issue.origin?.actor ?? issue.by,
    from_project: issue.origin?.project ?? "",
    to: [snapshot.project.name],
    when: issue.created,
    type: issue.type,
    priority: `P${issue.priority}`,
    expects: "none",
    deadline: issue.due,
    subject: issue.title,
    body: issue.body,
    attachments: cover.flatMap((message) => message.attachments.map(({ name }) => name)),
    answered: issue.status === "closed" || thread.some((message) => mine.identities.has(message.from.project)),
    foreign: true,
  };
}

/** The message that an issue's attachments came with says nothing that the issue does not. */
function isCover(issue: Issue, message: Message): boolean {
  return (
    issue.origin !== null &&
    message.from.project === issue.origin.project &&
    message.created === issue.created &&
    message.attachments.length > 0
  );
}

/** Messages in this ledger to the caller, their human or their project. */
export function messagesToMe(snapshot: Snapshot, mine: Mine): InboxEntry[] {
  const messages = snapshot.messages({ to: mine.addresses, newest: true });
  const threads = new Map<string, readonly Message[]>();
  const threadOf = (id: string) => {
    const known = threads.get(id) ?? snapshot.messages({ thread: id });
    threads.set(id, known);
    return known;
  };
  return messages.flatMap((message) => {
    const issue = message.thread === null ? undefined : snapshot.issue(message.thread);
    if (!isToMe(mine, message) || (issue !== undefined && isCover(issue, message))) return [];
    return [entryOf(message, message.thread === null ? [] : threadOf(message.thread), placeOf(snapshot, issue, mine), mine)];
  });
}

/** In another project's ledger: what its people said on the issues that the caller's project sent there, and which of those were closed. */
export function repliesTo(snapshot: Snapshot, mine: Mine): InboxEntry[] {
  const sent = new Set([...mine.identities].flatMap((project) => snapshot.origins({ project })));
  return [...sent].flatMap((id) => {
    const issue = snapshot.issue(id) as Issue;
    const thread = snapshot.messages({ thread: id });
    const said = thread.filter((message) => !mine.identities.has(message.from.project) || isToMe(mine, message));
    const entries = said.map((message) => entryOf(message, thread, placeOf(snapshot, issue, mine), mine));
    return issue.closed === null ? entries : [...entries, closingOf(snapshot, issue, mine)];
  });
}

function entryOf(message: Message, thread: readonly Message[], place: Place, mine: Mine): InboxEntry {
  return {
    ...place,
    kind: "message",
    id: message.id,
    from: message.from.agent,
    from_project: message.from.project,
    to: message.to,
    when: message.created,
    type: message.type,
    priority: message.priority,
    expects: message.expects,
    deadline: message.deadline,
    subject: message.subject,
    body: message.body,
    attachments: message.attachments.map(({ name }) => name),
    answered: thread.some(
      (later) => later.in_reply_to === message.id && (isMine(mine, later) || mine.identities.has(later.from.project)),
    ),
    foreign: !mine.identities.has(message.from.project),
  };
}

function closingOf(snapshot: Snapshot, issue: Issue, mine: Mine): InboxEntry {
  return {
    ...placeOf(snapshot, issue, mine),
    kind: "closed",
    id: issue.id,
    from: issue.closed?.by ?? "",
    from_project: snapshot.project.identity,
    to: [],
    when: issue.closed?.at ?? issue.created,
    type: issue.closed?.outcome ?? "done",
    priority: "normal",
    expects: "none",
    deadline: null,
    subject: issue.title,
    body: issue.closed?.reason ?? "",
    attachments: [],
    answered: false,
    foreign: true,
  };
}

function placeOf(
  snapshot: Snapshot,
  issue: Issue | undefined,
  mine: Mine,
): Pick<InboxEntry, "issue" | "address" | "title" | "identity"> {
  const { identity, name } = snapshot.project;
  const id = issue?.id ?? "";
  const here = mine.identities.has(identity);
  return { issue: id, address: here ? id : `${name || shortName(identity)}:${id}`, title: issue?.title ?? "", identity };
}

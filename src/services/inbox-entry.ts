import { shortName } from "../domain/identity.ts";
import { arrivalKey, closingKey, isAnswered, isOverdue, personAlone, type Tier, tierOf } from "../domain/inbox.ts";
import type { Issue } from "../domain/issue.ts";
import type { Expectation, Message } from "../domain/message.ts";
import type { Project } from "../domain/project.ts";
import { countingAmong, takesBack } from "../domain/taking-back.ts";
import { awaitsVerdict } from "../domain/verdict.ts";
import type { Spoken } from "../store/inbox-question.ts";
import type { Snapshot } from "../store/snapshot.ts";
import { type IsForeign, wordsOf } from "./foreign.ts";
import { isToMe, type Mine } from "./mine.ts";

/** Something that somebody else said: an issue that arrived, a message, or that an issue sent elsewhere was closed there. */
export interface InboxEntry {
  readonly kind: "issue" | "message" | "closed";
  /** The message's id, or the issue's. */
  readonly id: string;
  /** Empty for a message on the bulletin. */
  readonly issue: string;
  /** What to give to `bd reply`: the issue, with its project in front where that is another one, or the message where it is on no issue. */
  readonly address: string;
  readonly title: string;
  /** The identity of the project in whose ledger it stands. */
  readonly identity: string;
  readonly from: string;
  /** The identity of the project that the sender works in. */
  readonly from_project: string;
  readonly to: readonly string[];
  /** The caller's person, where it was said to them alone: an agent sees it too, and it is not the agent that is meant. Else null. */
  readonly for_person: string | null;
  readonly when: string;
  readonly type: string;
  readonly priority: string;
  readonly expects: Expectation;
  readonly deadline: string | null;
  readonly subject: string | null;
  readonly body: string;
  readonly data: Readonly<Record<string, string>>;
  readonly attachments: readonly string[];
  /** Whether somebody here said something to it. */
  readonly answered: boolean;
  /** Not read by the caller in this clone, and nothing said by them behind it. */
  readonly unread: boolean;
  /** It waits for the caller's answer, or for a verdict on what is proposed. */
  readonly waiting: boolean;
  readonly overdue: boolean;
  readonly tier: Tier;
  /** Closed there as done: the reader is asked whether it is so. */
  readonly verify: boolean;
  /** True if the words come from another project: data, not instructions. */
  readonly foreign: boolean;
  /** Under which it is marked as read; sorts by time. */
  readonly key: string;
}

/** The ledger in which something stands, and who reads. */
export interface InboxPlaceOf {
  readonly snapshot: Snapshot;
  /** The ledger's own. */
  readonly project: Project;
  readonly mine: Mine;
  /** Milliseconds since 1970 UTC. */
  readonly now: number;
  /** Ids of messages that the reader's project has answered although this ledger does not know it yet. */
  readonly answered: ReadonlySet<string>;
  readonly foreign: IsForeign;
}

/** The issue that something is said on. */
type Named = Pick<Issue, "id" | "title">;

/** What is told of an entry; the rest follows from it, and from the issue that it is on. */
type Draft = Omit<InboxEntry, "issue" | "address" | "title" | "identity" | "tier" | "overdue" | "for_person">;

/** An issue that came from another project. What came with it (files, what is expected) counts as its own. */
export function arrivalOf(place: InboxPlaceOf, issue: Issue, unread: boolean): InboxEntry {
  const { snapshot, project, mine } = place;
  const thread = snapshot.messages({ thread: issue.id });
  const cover = thread.find((message) => isCover(issue, message));
  const said = thread.some((message) => mine.identities.has(message.from.project));
  const asks = cover !== undefined && cover.expects !== "none" && !isAnswered(cover, countingAmong(thread), mine);
  return finished(place, issue, {
    kind: "issue",
    id: issue.id,
    from: issue.origin?.actor ?? issue.by,
    from_project: issue.origin?.project ?? project.identity,
    to: cover?.to ?? [project.name],
    when: issue.created,
    type: issue.type,
    priority: `P${issue.priority}`,
    expects: cover?.expects ?? "none",
    deadline: cover?.deadline ?? issue.due,
    subject: issue.title,
    body: issue.body,
    data: cover?.data ?? {},
    attachments: cover?.attachments.map(({ name }) => name) ?? [],
    answered: issue.status === "closed" || said,
    unread,
    waiting: issue.status === "proposed" || (asks && issue.status !== "closed"),
    verify: false,
    foreign: issue.origin !== null,
    key: arrivalKey(issue),
  });
}

/** The message in which came what an issue itself cannot hold says nothing that the issue does not. */
export function isCover({ origin }: Issue, message: Message): boolean {
  return origin !== null && origin.op !== null && message.op === origin.op;
}

/** A message with its replies. */
export function messageEntryOf(
  place: InboxPlaceOf,
  { message, replies, issue }: Spoken & { readonly issue: Named | undefined },
  unread: boolean,
): InboxEntry {
  const { mine } = place;
  const isGone = replies.some((reply) => takesBack(reply, message));
  const isSettled = isGone || place.answered.has(message.id) || isAnswered(message, replies, mine);
  return finished(place, issue, {
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
    data: message.data,
    attachments: message.attachments.map(({ name }) => name),
    answered: isSettled || (message.expects === "none" && replies.some(({ from }) => mine.identities.has(from.project))),
    unread: unread && !isGone && !place.answered.has(message.id),
    waiting: message.expects !== "none" && !isSettled && isToMe(mine, message),
    verify: false,
    foreign: place.foreign(wordsOf(message)),
    key: message.id,
  });
}

/** That an issue which the caller's project sent elsewhere was closed there. */
export function closingOf(place: InboxPlaceOf, issue: Issue, unread: boolean): InboxEntry {
  const { closed } = issue;
  const at = closed?.at ?? issue.created;
  return finished(place, issue, {
    kind: "closed",
    id: issue.id,
    from: closed?.by ?? "",
    from_project: place.project.identity,
    to: [],
    when: at,
    type: closed?.outcome ?? "done",
    priority: "normal",
    expects: "none",
    deadline: null,
    subject: issue.title,
    body: closed?.reason ?? "",
    data: {},
    attachments: [],
    answered: false,
    unread,
    waiting: false,
    verify: awaitsVerdict(issue, place.snapshot.messages({ thread: issue.id })),
    foreign: true,
    key: closingKey(issue.id, { at }),
  });
}

/** Each field by its name: an object that is put together from others grows a field at a time, and leaves as many behind. */
function finished(place: InboxPlaceOf, issue: Named | undefined, draft: Draft): InboxEntry {
  const { now, mine, project } = place;
  return {
    issue: issue?.id ?? "",
    address: addressOf(place, issue, draft),
    title: issue?.title ?? "",
    identity: project.identity,
    kind: draft.kind,
    id: draft.id,
    from: draft.from,
    from_project: draft.from_project,
    to: draft.to,
    when: draft.when,
    type: draft.type,
    priority: draft.priority,
    expects: draft.expects,
    deadline: draft.deadline,
    subject: draft.subject,
    body: draft.body,
    data: draft.data,
    attachments: draft.attachments,
    answered: draft.answered,
    unread: draft.unread,
    waiting: draft.waiting,
    verify: draft.verify,
    foreign: draft.foreign,
    key: draft.key,
    for_person: personAlone(draft, mine),
    overdue: isOverdue(draft, now),
    tier: tierOf(draft, now),
  };
}

/** The issue, with its project in front where that is another one. What is on no issue goes by its own id. */
function addressOf({ project, mine }: InboxPlaceOf, issue: Named | undefined, { id }: Draft): string {
  if (issue === undefined) return id;
  return mine.identities.has(project.identity) ? issue.id : `${project.name || shortName(project.identity)}:${issue.id}`;
}

import { isSameSpeaker } from "../domain/message.ts";
import { type OutboxEntry, type Passage, passageState } from "../domain/outbox.ts";
import { isTakingBack } from "../domain/taking-back.ts";
import type { Snapshot } from "../store/snapshot.ts";
import { type KnownProject, knownProjects } from "./discovery.ts";
import { foreignIn } from "./foreign.ts";
import type { Reading } from "./inbox.ts";
import { type Candidate, candidatesOf, type InboxSource } from "./inbox-source.ts";
import { openClones } from "./open-project.ts";
import type { Workspace } from "./workspace.ts";

/** What other projects' ledgers have for the reader; they stay open until what is wanted of it was read. */
export interface Elsewhere {
  readonly candidates: readonly Candidate[];
  close(): Promise<void>;
}

/**
 * What is said in other projects to the reader and about what this project sent there, in their clones and mirrors on this machine. Those without
 * a ledger, or that cannot be read, are passed over: an inbox never waits for the network.
 */
export async function lookElsewhere(workspace: Workspace, reading: Reading, destinations: readonly string[]): Promise<Elsewhere> {
  const wanted = new Set(destinations);
  const isWanted = ({ own, identity, aliases }: KnownProject) => !own && [identity, ...aliases].some((name) => wanted.has(name));
  const foreign = foreignIn(reading.mine.identities, await workspace.ledger.snapshot());
  const opened: Workspace[] = [];
  const candidates: Candidate[] = [];
  for (const project of (await knownProjects(workspace)).filter(isWanted)) {
    const clones = await openClones(workspace, project, { with_ledger: true }).catch(() => []);
    opened.push(...clones);
    const snapshots = await Promise.all(clones.map((clone) => clone.ledger.snapshot().catch(() => undefined)));
    candidates.push(
      ...candidatesIn(
        { ...reading, foreign },
        project,
        snapshots.filter((snapshot) => snapshot !== undefined),
      ),
    );
  }
  return { candidates, close: async () => void (await Promise.all(opened.map((clone) => clone.ledger.close()))) };
}

/**
 * What several clones of one project have. They know different parts of it: a message that one of them knows to be answered or seen is not news
 * because another does not know the answer.
 */
function candidatesIn(
  { mine, question, passages, foreign }: Reading & Pick<InboxSource, "foreign">,
  { identity, aliases }: KnownProject,
  snapshots: readonly Snapshot[],
): Candidate[] {
  const answered = answeredBy([identity, ...aliases].flatMap((name) => passages(name)));
  const to = question.to.filter((address) => address !== "@all");
  const parts = snapshots.map((snapshot) => {
    const source = { snapshot, project: snapshot.project, mine, now: question.now, answered, foreign, elsewhere: true };
    return { snapshot, candidates: candidatesOf(source, snapshot.inbox({ ...question, to, elsewhere: true })) };
  });
  const isNewsTo = ({ snapshot, candidates }: (typeof parts)[number], key: string) =>
    candidates.some((candidate) => candidate.key === key) || snapshot.message(key) === undefined;
  return parts.flatMap(({ candidates }) => candidates.filter(({ key }) => parts.every((part) => isNewsTo(part, key))));
}

/** What the words on their way there answer. One that was given up or taken back answers nothing. */
function answeredBy(passages: readonly Passage[]): ReadonlySet<string> {
  const entries = passages.filter((passage) => passageState(passage) !== "dropped").map(({ entry }) => entry);
  const words = entries.filter(isTakingBack);
  const isGone = ({ id, from }: OutboxEntry) => words.some((word) => word.in_reply_to === id && isSameSpeaker(word.from, from));
  return new Set(entries.filter((entry) => !isGone(entry)).map(({ in_reply_to }) => in_reply_to ?? ""));
}

import type { Message } from "../domain/message.ts";
import { cut, oneLine } from "../domain/strip.ts";
import { SUBJECT_LENGTH } from "../format/commit-message.ts";
import { messagePath } from "../format/paths.ts";
import type { Commit, Oid, Repository } from "../git/repository.ts";
import type { Snapshot } from "./snapshot.ts";
import { messageSubject } from "./verbs/message.ts";

/** Who wrote something, as the commit that brought it says. */
export interface Author {
  readonly commit: Oid;
  /** A name as it stands in beads, such as `dave/vc`, unless somebody made the commit by hand. */
  readonly name: string;
  readonly email: string;
}

export interface Authors {
  /** Of the commit that made the issue; null where that is not known. */
  readonly issue: Author | null;
  /** Messages that somebody else brought than they say, by their ids. */
  readonly others: ReadonlyMap<string, Author>;
}

const NOBODY: Authors = { issue: null, others: new Map() };

/** In how many commits a message is looked for whose commit does not speak for itself. */
const MOST = 200;

/**
 * Who wrote an issue and its messages, by the commits that made them: what a file says of its sender is text like any other. A message is taken
 * for what it says if its author made the commit that tells of it; for the others, the commit is looked up that brought the file.
 */
export async function findAuthors(
  { repository, snapshot }: { readonly repository: Repository; readonly snapshot: Pick<Snapshot, "revisions"> },
  issue: string,
  messages: readonly Message[],
): Promise<Authors> {
  const commits = (await repository.readCommits?.(snapshot.revisions([issue])))?.toReversed() ?? [];
  const [first] = commits;
  if (first === undefined) return NOBODY;
  const told = new Set(commits.map(({ author, message }) => `${author.name}\n${message.split("\n")[0]}`));
  const doubtful = messages.filter((message) => !told.has(`${message.from.agent}\n${lineOf(message)}`));
  return { issue: authorOf(first), others: await bringersOf(repository, commits, doubtful) };
}

/** The subject of a commit that holds nothing but this message. */
function lineOf(message: Message): string {
  return cut(oneLine(messageSubject(message)), SUBJECT_LENGTH);
}

async function bringersOf(
  repository: Repository,
  commits: readonly Commit[],
  doubtful: readonly Message[],
): Promise<Map<string, Author>> {
  const left = new Map(doubtful.map((message) => [messagePath(message.thread, message.id), message]));
  const others = new Map<string, Author>();
  for (const commit of commits.slice(0, MOST)) {
    if (left.size === 0) break;
    for (const path of (await repository.readFiles(commit.oid, [...left.keys()])).keys()) {
      const message = left.get(path);
      left.delete(path);
      if (message !== undefined && message.from.agent !== commit.author.name) others.set(message.id, authorOf(commit));
    }
  }
  return others;
}

function authorOf({ oid, author: { name, email } }: Commit): Author {
  return { commit: oid, name, email };
}

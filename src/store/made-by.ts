import type { Issue } from "../domain/issue.ts";
import { BeadsError } from "../errors.ts";
import { parseIssue } from "../format/issue-file.ts";
import { parseMessage } from "../format/message-file.ts";
import { type BeadPath, classifyPath, issuePath } from "../format/paths.ts";
import type { Commit } from "../git/repository.ts";
import type { Clone } from "./clone.ts";
import type { Edit, VerbArguments, VerbName } from "./operation.ts";

/** How an issue went on in a commit. */
interface Change {
  readonly before: Issue | undefined;
  readonly after: Issue | undefined;
}

/** What a commit made, as far as that tells one verb from another: a commit names its operation, and no verb. */
export interface Made {
  readonly places: readonly BeadPath[];
  /** The issues that were not there before. */
  readonly added: readonly string[];
  readonly changed: ReadonlyMap<string, Change>;
  readonly squashed: boolean;
  /** Types of the messages that came with it. */
  readonly messages: readonly string[];
}

/** Reads off a commit what it made. */
export async function readMade({ repository }: Pick<Clone, "repository">, { oid, parents, message }: Commit): Promise<Made> {
  const [parent = null] = parents;
  const changes = await repository.diffTrees(parent, oid);
  const places = changes.map(({ path }) => classifyPath(path));
  const issues = places.flatMap((place) => (place.kind === "issue" ? [place.issue] : []));
  const spoken = changes.flatMap(({ path }) => (classifyPath(path).kind === "message" ? [path] : []));
  const paths = issues.map(issuePath);
  const before = parent === null ? new Map<string, Buffer>() : await repository.readFiles(parent, paths);
  const after = await repository.readFiles(oid, [...paths, ...spoken]);
  const changed = new Map(
    issues.map((id) => {
      const read = (files: ReadonlyMap<string, Buffer>) =>
        readable(files.get(issuePath(id)), (text) => parseIssue(issuePath(id), text));
      return [id, { before: read(before), after: read(after) }] as const;
    }),
  );
  const messages = spoken.flatMap((path) => readable(after.get(path), (text) => parseMessage(path, text))?.type ?? []);
  const squashed = (message.match(/^\W*Beads-Op: /gm)?.length ?? 0) > 1;
  return { squashed, places, added: issues.filter((id) => !before.has(issuePath(id))), changed, messages };
}

/** What a person broke by hand tells nothing. */
function readable<T>(content: Buffer | undefined, parse: (text: string) => T): T | undefined {
  try {
    return content === undefined ? undefined : parse(content.toString("utf8"));
  } catch (error) {
    if (error instanceof BeadsError) return undefined;
    throw error;
  }
}

type Signs = { readonly [V in VerbName]?: (made: Made, args: VerbArguments[V]) => boolean };

/** What every commit of a verb has, and those of the others have not. Values count no further: a time that was said as "in 3 days" is another one later. */
const SIGNS: Signs = {
  create: (made) => made.added.length > 0 && !has(made, "outbox", "mark") && !turns(made).includes("closed"),
  edit: (made, { edits }) => only(made, "issue") && !turns(made).includes("closed") && edits.some((each) => touches(made, each)),
  close: (made, { follow_ups }) =>
    (turns(made).includes("closed") || isFollowedUp(made, follow_ups)) && !has(made, "outbox", "mark"),
  reopen: (made) => only(made, "issue") && turns(made).includes("opened"),
  judge: (made) => turns(made).includes("judged"),
  message: (made, { message }) => made.messages.includes(message.type) && !has(made, "ending") && !turns(made).includes("judged"),
  handover: (made) => made.messages.includes("handoff"),
  send: (made, { close }) => has(made, "outbox") && (close !== null) === turns(made).includes("closed"),
  release: (made, { messages = [] }) =>
    has(made, "ending") && !has(made, "claim") && made.messages.length === messages.length && turns(made).length === 0,
  claim: (made) => has(made, "claim"),
  reset: (made) => has(made, "reset"),
  checkpoint: (made) => hasRecord(made, "checkpoint"),
  reserve: (made) => hasRecord(made, "reservation"),
  unreserve: (made) => hasRecord(made, "reservation"),
  decide: (made) => hasRecord(made, "decision"),
  rule: (made) => hasRecord(made, "decision"),
  escalate: (made) => hasRecord(made, "escalation"),
  attend: (made) => hasRecord(made, "escalation"),
  remember: (made) => hasRecord(made, "note"),
  configure: (made) => only(made, "project"),
  introduce: (made) => only(made, "project"),
};

/**
 * False where a commit has not what every commit of this verb has. One that a person squashed names the last of several, and holds what all of them made.
 */
export function canBeMadeBy<V extends VerbName>(made: Made, verb: V, args: VerbArguments[V]): boolean {
  return made.squashed || (SIGNS[verb]?.(made, args) ?? true);
}

/** What was closed before may still get issues that follow it. */
function isFollowedUp({ added, changed }: Made, follow_ups: readonly Issue[]): boolean {
  return added.length > 0 && added.length === follow_ups.length && changed.size === added.length;
}

function has({ places }: Made, ...kinds: readonly BeadPath["kind"][]): boolean {
  return places.some(({ kind }) => kinds.includes(kind));
}

function only({ places }: Made, kind: BeadPath["kind"]): boolean {
  return places.length > 0 && places.every((place) => place.kind === kind || place.kind === "other");
}

function hasRecord({ places }: Made, record: string): boolean {
  return places.some((place) => place.kind === "record" && place.record === record);
}

function turns({ changed }: Made): readonly ("closed" | "opened" | "judged")[] {
  return [...changed.values()].flatMap(({ before, after }) => {
    if (before === undefined || after === undefined) return [];
    if (before.status === "proposed" && (after.status === "open" || after.closed?.outcome === "rejected"))
      return ["judged"] as const;
    if (after.status === "closed" && after.closed?.outcome !== before.closed?.outcome) return ["closed"] as const;
    return before.status === "closed" && after.status !== "closed" ? (["opened"] as const) : [];
  });
}

/** True where a commit changed something of what an edit is about. */
function touches({ changed }: Made, { id, set = {}, add = {}, remove = {}, metadata, append }: Edit): boolean {
  const change = changed.get(id);
  if (change === undefined) return false;
  const { before, after } = change;
  if (before === undefined || after === undefined) return true;
  const asked = [...Object.keys({ ...set, ...add, ...remove }), ...(metadata ? ["metadata"] : []), ...(append ? ["body"] : [])];
  return asked.some((key) => JSON.stringify(before[key as keyof Issue]) !== JSON.stringify(after[key as keyof Issue]));
}

import type { Message } from "../domain/message.ts";
import type { Project } from "../domain/project.ts";
import type { AttachedFile } from "../store/operation.ts";
import { compose } from "./compose.ts";
import type { KnownProject } from "./discovery.ts";
import type { Dispatched } from "./dispatch.ts";
import type { Spot } from "./spot.ts";
import type { Workspace } from "./workspace.ts";
import { type Landing, write } from "./write.ts";

/** Everything about a message that does not follow from who says it, when, and on which thread. */
export type Words = Omit<Message, "id" | "from" | "created" | "op" | "extras" | "thread">;

/** Words with their files, and how they are to be said. */
export interface Speech {
  readonly words: Words;
  readonly files: readonly AttachedFile[];
  /** The closed issue that they are said on is opened again. */
  readonly reopen: boolean;
  readonly allow_secrets: boolean;
  readonly dry_run: boolean;
}

/** What became of them. */
export interface Uttered {
  /** As it stands on its thread, or will. */
  readonly message: Message;
  /** What brings it to another project; null for a thread of this one. */
  readonly sent: Dispatched | null;
  readonly landing: Landing;
}

/** Says something where it belongs: into this project's ledger, or through the outbox to another's. @throws what `dispatch` throws */
export async function say(workspace: Workspace, spot: Spot, speech: Speech): Promise<Uttered> {
  return spot.project === null || spot.thread === null
    ? sayHere(workspace, spot, speech)
    : sayThere(workspace, spot.project, spot, speech);
}

async function sayHere(workspace: Workspace, { thread }: Spot, { words, files, reopen, dry_run }: Speech): Promise<Uttered> {
  const message = compose(workspace.ledger, workspace.actor, { ...words, thread });
  const args = { message, files, ...(reopen ? { reopen } : {}) };
  const { landing, result } = await write(workspace, "message", args, { urgency: "now", dry_run });
  // A command that is repeated answers with what it said the first time, and one that came too late with what another clone said before.
  const isBefore = landing.op !== null && (!landing.changed || result.id !== message.id);
  const before = isBefore ? (await workspace.ledger.snapshot()).message(result.id) : undefined;
  return before === undefined
    ? { message, sent: null, landing }
    : { message: before, sent: null, landing: { ...landing, changed: false } };
}

async function sayThere(workspace: Workspace, project: KnownProject, spot: Spot, speech: Speech): Promise<Uttered> {
  const { words, files, reopen, allow_secrets, dry_run } = speech;
  const [{ composeEntry }, { dispatch }] = await Promise.all([import("./outbox-entry.ts"), import("./dispatch.ts")]);
  const bead = spot.thread ?? "";
  const entry = composeEntry(workspace, project, { ...words, kind: "message", bead, reopen });
  const sent = await dispatch(workspace, project, { entry, files }, { dry_run, allow_secrets, target: spot.site?.workspace });
  const { id, from, created } = entry;
  return { message: { ...words, id, from, created, thread: sent.bead, op: id, extras: [] }, sent, landing: sent.landing };
}

/** The project whose rules hold where something is said; where its ledger cannot be read now, the usual ones. */
export function rulesOf({ site }: Spot): Pick<Project, "settings"> {
  return site?.snapshot.project ?? { settings: {} };
}

import { parseAddress } from "../domain/address.ts";
import { shortName } from "../domain/identity.ts";
import { beadOf, type Passage, passageState } from "../domain/outbox.ts";
import { BeadsError } from "../errors.ts";
import { Bell } from "../store/follow/bell.ts";
import { deliveryBeside } from "./deliver-beside.ts";
import { resolveProject } from "./resolve-project.ts";
import type { Workspace } from "./workspace.ts";

/** How long the wait may last, and what it is told by. */
export interface Patience {
  /** Given when the time is up or the caller was interrupted. */
  readonly ended: AbortSignal;
  /** Given when the caller was interrupted. */
  readonly interrupted: AbortSignal;
}

/**
 * What was sent to another project and is not there yet is waited for first, and tried to be brought there meanwhile. Answers the address that it has
 * there, or what was typed for everything else. @throws NOT_DELIVERED where it never will be, WAIT_TIMEOUT, INTERRUPTED
 */
export async function whenDelivered(workspace: Workspace, typed: string, { ended, interrupted }: Patience): Promise<string> {
  const { ledger } = workspace;
  const sent = await findPassage(workspace, typed);
  if (sent === undefined) return typed;
  workspace.progress(`${typed} is not delivered yet.`);
  const bell = new Bell();
  const following = await ledger.follow({ bell, signal: ended });
  const deliver = deliveryBeside(workspace);
  try {
    for (;;) {
      const passage = (await ledger.snapshot()).passage(sent.entry.id) ?? sent;
      const state = passageState(passage);
      if (state === "delivered") return `${passage.entry.project}:${beadOf(passage)}`;
      if (state === "refused" || state === "dropped") throw notDelivered(typed, passage, state);
      if (interrupted.aborted) throw new BeadsError("environment", "INTERRUPTED", `Waiting for ${typed} was interrupted.`);
      if (ended.aborted) throw stillUnderWay(typed, passage, (await ledger.snapshot()).tip);
      deliver();
      following.rest();
      await bell.heard(ended);
    }
  } finally {
    await following.stop();
  }
}

/** What this project sent under an id, if it is not there. */
async function findPassage(workspace: Workspace, typed: string): Promise<Passage | undefined> {
  const text = typed.trim();
  const address = text.includes(":") ? parseAddress(text) : undefined;
  const snapshot = await workspace.ledger.snapshot();
  if (address?.kind !== "bead" || snapshot.passages({ limit: 1 }).length === 0) return undefined;
  const found = await resolveProject(workspace, address.project).catch(() => undefined);
  const names = new Set([address.project, ...(found === undefined ? [] : [found.identity, ...found.aliases])]);
  const isMeant = ({ entry }: Passage) =>
    entry.kind !== "message" && entry.bead === address.id && (names.has(entry.project) || names.has(shortName(entry.project)));
  return snapshot.passages({}).find((passage) => isMeant(passage) && passageState(passage) !== "delivered");
}

function notDelivered(typed: string, { entry, marks }: Passage, state: string): BeadsError {
  const reason = marks.find((mark) => mark.state === state)?.reason ?? null;
  const why = reason === null ? "" : `: ${reason}`;
  return new BeadsError("conflict", "NOT_DELIVERED", `${typed} was ${state}${why.replace(/\.$/, "")}.`, {
    hints: ["bd inbox --sent shows what became of everything that was sent."],
    fields: { id: typed, entry: entry.id, state, reason },
  });
}

function stillUnderWay(typed: string, { entry }: Passage, cursor: string): BeadsError {
  return new BeadsError("conflict", "WAIT_TIMEOUT", `Nothing can have come on ${typed}: it is not delivered yet.`, {
    hints: ["bd outbox list shows what is on its way and why it is not there; bd outbox retry tries it now."],
    fields: { id: typed, address: typed, entry: entry.id, for: [], status: "queued", holder: null, waited_seconds: null, cursor },
  });
}

import { checkBody } from "../domain/body.ts";
import { isMoment } from "../domain/id.ts";
import { isSameSpeaker, type Message } from "../domain/message.ts";
import { isUnderWay, type Passage, passageState } from "../domain/outbox.ts";
import { isTakingBack, TAKING_BACK, takesBack } from "../domain/taking-back.ts";
import { lastVerdict } from "../domain/verdict.ts";
import { BeadsError } from "../errors.ts";
import { senderOf } from "./compose.ts";
import { followMove } from "./follow-move.ts";
import { isCover } from "./inbox-entry.ts";
import { isMine, type Mine, mineOf } from "./mine.ts";
import { NOTHING_LEFT, type ReplyResult, resultOf } from "./reply.ts";
import { say, type Uttered } from "./say.ts";
import { findSpot, type Spot } from "./spot.ts";
import type { Workspace } from "./workspace.ts";

export interface TakeBackInput {
  /** The message, by its id. */
  readonly message: string;
  /** Why, or what is right. */
  readonly body?: string | undefined;
  readonly allow_secrets?: boolean | undefined;
  readonly dry_run?: boolean | undefined;
}

/**
 * Takes a message of the caller's back. Nothing that was said is unsaid: a word behind it says, to the same people, that it does not count any more.
 * It answers nothing then, asks nothing, and is no news, and its thread shows it as taken back. What waits for its way to another project is given up.
 * @throws MESSAGE_NEEDED, NOT_YOUR_MESSAGE, CANNOT_TAKE_BACK, and what `findSpot` and `say` throw
 */
export async function takeBack(workspace: Workspace, input: TakeBackInput): Promise<ReplyResult> {
  const id = input.message.trim();
  if (!isMoment(id)) throw messageNeeded(id);
  const snapshot = await workspace.ledger.snapshot();
  const mine = mineOf(workspace, snapshot.project);
  const passage = snapshot.passage(id);
  const given = passage === undefined ? undefined : await givenUp(workspace, mine, passage, input);
  if (given !== undefined) return given;
  let spot = await findSpot(workspace, id);
  try {
    const said = checkMine(workspace, mine, spot, id);
    // The thread of an issue that moved is read where it is now.
    const followed = await followMove(workspace, spot);
    spot = followed.spot;
    return resultOf(spot, await sayBack(workspace, spot, said, input), { name: snapshot.project.name, moved: followed.moved });
  } finally {
    await spot.close();
  }
}

/** What has not got to another project does not leave any more. Undefined for what may have been read there. */
async function givenUp(
  workspace: Workspace,
  mine: Mine,
  passage: Passage,
  input: TakeBackInput,
): Promise<ReplyResult | undefined> {
  const isWaiting = isUnderWay(passage);
  if (passage.entry.kind !== "message" || !(isWaiting || passageState(passage) === "dropped")) return undefined;
  if (!isMine(mine, passage.entry)) throw notYours(passage.entry);
  if (isWaiting && (await import("./outbox.ts")).cloneWith(workspace.repository, passage.entry.id) !== undefined)
    return undefined;
  return (await import("./take-back-waiting.ts")).takeBackWaiting(workspace, passage, input);
}

async function sayBack(workspace: Workspace, spot: Spot, said: Message, input: TakeBackInput): Promise<Uttered> {
  const before = laterOn(spot).find((message) => takesBack(message, said)) ?? (await waitingFor(workspace, said));
  if (before !== undefined) return { message: before, sent: null, landing: NOTHING_LEFT };
  const words = { ...USUAL, to: said.to, in_reply_to: said.id, data: TAKING_BACK.data };
  const { allow_secrets = false, dry_run = false } = input;
  return say(workspace, spot, {
    words: { ...words, body: checkBody(input.body ?? "") || TAKING_BACK.body },
    ...{ files: [], reopen: false, allow_secrets, dry_run },
  });
}

const USUAL = {
  ...({ type: "note", priority: "normal", expects: "none", deadline: null, subject: null } as const),
  attachments: [],
};

/** The word that takes it back, where that is still on its way to another project. */
async function waitingFor({ ledger }: Workspace, { id, from }: Message): Promise<Message | undefined> {
  const passages = (await ledger.snapshot()).passages({ under_way: true });
  const found = passages.find(({ entry }) => entry.in_reply_to === id && isTakingBack(entry) && isSameSpeaker(entry.from, from));
  return found === undefined ? undefined : (await import("./take-back-waiting.ts")).messageOf(found.entry);
}

/** What was said on the thread. */
function laterOn({ site, thread }: Spot): readonly Message[] {
  return site?.snapshot.messages({ thread: thread ?? "" }) ?? [];
}

/** The message itself, where its author is the caller and it did no more than to say something. */
function checkMine({ actor }: Pick<Workspace, "actor">, mine: Mine, { site, issue }: Spot, id: string): Message {
  const said = site?.snapshot.message(id);
  if (said === undefined) throw notThere(id);
  if (!isMine(mine, said)) throw notYours(said);
  const why = isSameSpeaker(said.from, senderOf(actor)) ? whyNot(said, issue) : UNDER_ANOTHER;
  if (why !== undefined) throw new BeadsError("conflict", "CANNOT_TAKE_BACK", why, { hints: [CORRECT], fields: { id } });
  return said;
}

const UNDER_ANOTHER = "It was said when the project had another identity, which stays its author.";
const CORRECT = "bd reply <message> says what is right.";

function whyNot(said: Message, issue: Spot["issue"]): string | undefined {
  if (isTakingBack(said)) return "What was taken back can only be said again.";
  if (said.type === "handoff") return "The work was handed over with these words: they stand as long as that does.";
  if (lastVerdict([said]) !== null) return "This was said of the issue's end, which stands.";
  return issue !== null && isCover(issue, said) ? "This came with the issue itself." : undefined;
}

function messageNeeded(id: string): BeadsError {
  return new BeadsError("usage", "MESSAGE_NEEDED", `${JSON.stringify(id)} is no message: only a message is taken back.`, {
    hints: ["bd thread <issue> shows the ids of its messages."],
    fields: { id },
  });
}

function notThere(id: string): BeadsError {
  return new BeadsError("not-found", "MESSAGE_NOT_FOUND", `There is no message ${id}.`, { fields: { id } });
}

function notYours({ id, from }: Pick<Message, "id" | "from">): BeadsError {
  return new BeadsError("conflict", "NOT_YOUR_MESSAGE", `Only ${from.agent}, who said it, can take it back.`, {
    hints: [`bd reply ${id} answers it.`],
    fields: { id, from: from.agent },
  });
}

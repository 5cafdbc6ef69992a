import { isSameSpeaker, type Message } from "./message.ts";
import { toCompactStamp, toMilliseconds } from "./time.ts";

/** Under which names somebody is spoken to, and which project is theirs. */
export interface Reader {
  /** The name under which they speak. */
  readonly name: string;
  /** Every name that is theirs: as an agent and as a person. */
  readonly names: readonly string[];
  /** Those names, those of their project, and `@all`. */
  readonly addresses: readonly string[];
  /** Identities of their project, old ones too. */
  readonly identities: ReadonlySet<string>;
}

/** True where one answer is enough for everybody: one was asked, or one project. */
export function asksOne({ to }: Pick<Message, "to">): boolean {
  return to.length <= 1 && to[0] !== "@all";
}

/** True if a message is the answer that another one asked for: of somebody else, and more than an ack where a reply was wanted. */
export function isAnswerTo(asked: Message, reply: Message): boolean {
  if (reply.in_reply_to !== asked.id || isSameSpeaker(reply.from, asked.from)) return false;
  return asked.expects !== "reply" || reply.type !== "ack";
}

/**
 * True if nothing is left for a reader to say to a message. What was asked of one is answered by anybody; what was asked of several, or of all, by
 * each for themselves, and for a project by anybody who works there.
 */
export function isAnswered(asked: Message, replies: readonly Message[], reader: Reader): boolean {
  const answers = replies.filter((reply) => isAnswerTo(asked, reply));
  if (asksOne(asked)) return answers.length > 0;
  const asProject = asked.to.some((address) => reader.addresses.includes(address) && !isPersonal(address, reader));
  return answers.some(({ from }) => reader.identities.has(from.project) && (asProject || reader.names.includes(from.agent)));
}

/** The person among the recipients, where an agent reads what was said to its person and neither to itself, nor to its project, nor to all. */
export function personAlone({ to }: Pick<Message, "to">, { name, names, addresses }: Reader): string | null {
  const reached = to.filter((address) => addresses.includes(address));
  const isPerson = (address: string) => address.startsWith("@") && address !== "@all" && names.includes(address);
  return !name.startsWith("@") && reached.every(isPerson) ? (reached[0] ?? null) : null;
}

function isPersonal(address: string, { names }: Reader): boolean {
  return address === "@all" || names.includes(address);
}

/** How much something in the inbox wants the reader: `urgent` is an emergency, or an answer that is overdue. */
export const TIERS = ["urgent", "waiting", "info"] as const;
export type Tier = (typeof TIERS)[number];

/** What decides over the tier of an entry. */
export interface Wanted {
  readonly waiting: boolean;
  readonly unread: boolean;
  readonly priority: string;
  readonly deadline: string | null;
}

/** True once an answer that somebody waits for is late. `now` in milliseconds. */
export function isOverdue({ waiting, deadline }: Pick<Wanted, "waiting" | "deadline">, now: number): boolean {
  return waiting && deadline !== null && toMilliseconds(deadline) < now;
}

export function tierOf(wanted: Wanted, now: number): Tier {
  const isOpen = wanted.waiting || wanted.unread;
  if (isOverdue(wanted, now) || (isOpen && wanted.priority === "emergency")) return "urgent";
  return wanted.waiting ? "waiting" : "info";
}

/** The key under which it is remembered that an issue that came from elsewhere was read. Keys begin with their time, as ids of messages do. */
export function arrivalKey({ id, created }: { readonly id: string; readonly created: string }): string {
  return `${toCompactStamp(toMilliseconds(created))}+${id}`;
}

/** The same for the closing of an issue; closed again is another closing. */
export function closingKey(id: string, closed: { readonly at: string }): string {
  return `${toCompactStamp(toMilliseconds(closed.at))}=${id}`;
}

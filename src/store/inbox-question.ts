import type { Message } from "../domain/message.ts";

/** Who looks into an inbox, and what they have read. */
export interface InboxQuestion {
  /**
   * The name under which the reader speaks, in their project: their own words are left out, and what stands before them on a thread was seen. Somebody
   * of the same name in another project is somebody else.
   */
  readonly me: string;
  /** Addresses of the reader. */
  readonly to: readonly string[];
  /** Identities of the reader's project. */
  readonly projects: readonly string[];
  /** True in another project's ledger: there it is about the issues that the reader's project sent. */
  readonly elsewhere: boolean;
  /** Keys that are not greater were read. */
  readonly before: string;
  /** Greater keys that were read all the same. */
  readonly read: ReadonlySet<string>;
  /** What was read too, and what is closed. */
  readonly everything: boolean;
  /** Milliseconds since 1970 UTC. */
  readonly now: number;
  /** At most so many messages, the most urgent, or by time where `everything` is asked for; and so many issues and closings, the newest. */
  readonly limit: number;
}

/** A message to the reader, before it is read itself. */
export interface InboxPlace {
  readonly n: number;
  readonly id: string;
  readonly urgent: boolean;
  /** It asked for an answer, and nobody's answer has settled that; not said where `everything` is asked for. */
  readonly asked: boolean;
  readonly unread: boolean;
  /** Milliseconds since 1970 UTC. */
  readonly deadline: number | null;
}

/** An issue that is news to the reader, with the key under which it is marked as read. */
export interface InboxIssue {
  readonly id: string;
  readonly key: string;
  readonly unread: boolean;
}

/** What there is for a reader in one ledger. */
export interface InboxPlaces {
  readonly messages: readonly InboxPlace[];
  /** Issues that came from other projects; none where `elsewhere` was asked. */
  readonly arrived: readonly InboxIssue[];
  /** Closed issues that the reader's project sent; only where `elsewhere` was asked. */
  readonly closed: readonly InboxIssue[];
}

/** A message with what was said in reply to it. */
export interface Spoken {
  readonly message: Message;
  readonly replies: readonly Message[];
}

import type { Extra } from "./yaml.ts";

export const MESSAGE_TYPES = ["note", "status", "request", "response", "decision", "alert", "handoff", "task", "ack"] as const;
export type MessageType = (typeof MESSAGE_TYPES)[number];

export const MESSAGE_PRIORITIES = ["low", "normal", "high", "emergency"] as const;
export type MessagePriority = (typeof MESSAGE_PRIORITIES)[number];

export const EXPECTATIONS = ["none", "ack", "reply"] as const;
export type Expectation = (typeof EXPECTATIONS)[number];

/** Who wrote a message. `agent` is the one name under which the sender appears: `dave/vc`, or `@steve` for a person. */
export interface Sender {
  readonly human: string;
  readonly agent: string;
  readonly project: string;
  readonly session: string | null;
}

/** Names repeat: what tells two who share one apart is the project that they work in. */
export function isSameSpeaker(a: Sender, b: Sender): boolean {
  return a.agent === b.agent && a.project === b.project;
}

/** A file beside a message: `attachments/<message>/<name>` in the directory. */
export interface Attachment {
  readonly name: string;
  /** Bytes. */
  readonly size: number;
}

/** One immutable message. Its id is its file's stem: `20261121T103000123Z-7k3xq2`, ordered by time, then chance. */
export interface Message {
  readonly id: string;
  /** The issue it is attached to; null on the bulletin. */
  readonly thread: string | null;
  readonly from: Sender;
  readonly to: readonly string[];
  readonly type: MessageType;
  readonly priority: MessagePriority;
  readonly expects: Expectation;
  readonly deadline: string | null;
  readonly in_reply_to: string | null;
  readonly subject: string | null;
  /** What programs have to say to each other (`--data k=v`): free keys with text. */
  readonly data: Readonly<Record<string, string>>;
  readonly attachments: readonly Attachment[];
  readonly created: string;
  readonly op: string;
  readonly body: string;
  readonly extras: readonly Extra[];
}

import type { Issue } from "./issue.ts";
import type { Message } from "./message.ts";

/** What whoever sent an issue says once it is closed: that it is so, or that it is not fixed. */
export const VERDICTS = ["verified", "not-fixed"] as const;
export type Verdict = (typeof VERDICTS)[number];

/** The key of a message's data under which a verdict stands, `yes` or `no`. */
const KEY = "verified";

const WORDS: Readonly<Record<Verdict, { readonly data: string; readonly body: string }>> = {
  verified: { data: `${KEY}=yes`, body: "Verified: it works here." },
  "not-fixed": { data: `${KEY}=no`, body: "Not fixed." },
};

/** A verdict as a message carries it, and what it says where its author says nothing more. */
export function verdictWords(verdict: Verdict): { readonly data: string; readonly body: string } {
  return WORDS[verdict];
}

/** Who said what of an issue's end. */
export interface Judgement {
  readonly verdict: Verdict;
  readonly by: string;
  readonly at: string;
}

/** The last verdict on a thread; a closed issue on which the last word was "not fixed" was closed anew, and waits for another. */
export function lastVerdict(thread: readonly Pick<Message, "data" | "from" | "created">[]): Judgement | null {
  const said = thread.findLast(({ data }) => data[KEY] === "yes" || data[KEY] === "no");
  if (said === undefined) return null;
  return { verdict: said.data[KEY] === "yes" ? "verified" : "not-fixed", by: said.from.agent, at: said.created };
}

/** True for what came from another project, is done, and was not verified yet by whoever sent it. */
export function awaitsVerdict(
  { origin, closed }: Pick<Issue, "origin" | "closed">,
  thread: readonly Pick<Message, "data" | "from" | "created">[],
): boolean {
  return origin !== null && closed?.outcome === "done" && lastVerdict(thread)?.verdict !== "verified";
}

import { TOPICS } from "../../templates/topics/index.ts";

/** A topic of `bd help`, ready to be shown. */
export interface HelpTopic {
  readonly topic: string;
  readonly summary: string;
  readonly lines: readonly string[];
}

export function isTopic(name: string): boolean {
  return Object.hasOwn(TOPICS, name);
}

/** Reads a topic's page; undefined where there is none of that name. */
export async function loadTopic(name: string): Promise<HelpTopic | undefined> {
  const found = isTopic(name) ? TOPICS[name] : undefined;
  return found && { topic: name, summary: found.summary, lines: await found.load() };
}

/** All topics, with what they are about. */
export function topicRows(): readonly { readonly topic: string; readonly summary: string }[] {
  return Object.entries(TOPICS).map(([topic, { summary }]) => ({ topic, summary }));
}

import { globsOverlap } from "./glob.ts";

/** What a decision is about: issues under labels, paths under globs, words that name the matter. */
export interface Scope {
  readonly labels: readonly string[];
  readonly paths: readonly string[];
  readonly topics: readonly string[];
}

/** What somebody is about to touch: labels and paths of the work, and words. */
export interface Touched {
  readonly labels: readonly string[];
  readonly paths: readonly string[];
  readonly words: readonly string[];
}

/** The words of a text as topics are compared by: lower case, split at whatever is no letter and no digit. */
export function topicWords(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");
}

/** True if something can be in both scopes: a label, a topic, or a path. What has no scope overlaps nothing. */
export function scopesOverlap(a: Scope, b: Scope): boolean {
  return (
    a.labels.some((label) => b.labels.includes(label)) ||
    a.topics.some((topic) => b.topics.some((other) => isSameTopic(topic, other))) ||
    pathsOverlap(a.paths, b.paths)
  );
}

/** True if what is touched lies in the scope: by a label, by a path, or by a word that is a label or stands in a topic. */
export function isTouched(scope: Scope, { labels, paths, words }: Touched): boolean {
  if (scope.labels.some((label) => labels.includes(label)) || pathsOverlap(scope.paths, paths)) return true;
  const asked = new Set(words.flatMap(topicWords));
  if (asked.size === 0) return false;
  return scope.labels.some((label) => asked.has(label.toLowerCase())) || scope.topics.some((topic) => isWithin(topic, asked));
}

/** Every word of a topic has to be asked for: `error handling` is not about every error. */
function isWithin(topic: string, asked: ReadonlySet<string>): boolean {
  const words = topicWords(topic);
  return words.length > 0 && words.every((word) => asked.has(word));
}

function isSameTopic(a: string, b: string): boolean {
  const words = topicWords(a);
  return words.length > 0 && words.join(" ") === topicWords(b).join(" ");
}

function pathsOverlap(some: readonly string[], others: readonly string[]): boolean {
  return some.some((path) => others.some((other) => globsOverlap(path, other)));
}

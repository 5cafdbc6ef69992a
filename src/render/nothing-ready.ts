import type { WhyNothing } from "../services/nothing-ready.ts";

/** What to type where nothing is left to do. */
export const FILE_NEXT = 'bd create "What is to be done"';

const STEPS: Readonly<Record<WhyNothing, readonly [typed: string, words: string]>> = {
  "nothing-open": [FILE_NEXT, "nothing is open: file what comes next"],
  blocked: ["bd blocked", "nothing is ready: see what is waited for"],
  elsewhere: ["bd list", "nothing is ready: see who has what, and what was put off"],
};

/** What to type where nothing is ready, and what that is about. */
export function nothingStep(why: WhyNothing): readonly [typed: string, words: string] {
  return STEPS[why];
}

/** What `bd ready` says where it has nothing to show. */
export function nothingReady(why: WhyNothing): string {
  if (why === "nothing-open") return `Nothing is ready, and nothing is open. ${FILE_NEXT} files what comes next.`;
  if (why === "blocked") return "Nothing is ready. bd blocked says what is waited for.";
  return "Nothing is ready. bd list says who has what, and bd ready --explain why it is not ready.";
}

/** What `bd blocked` says where it has nothing to show. */
export function nothingBlocked(why: WhyNothing): string {
  return why === "nothing-open"
    ? `Nothing is blocked, and nothing is open. ${FILE_NEXT} files what comes next.`
    : "Nothing is blocked.";
}

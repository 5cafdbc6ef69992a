import type { DemoResult } from "../services/demo.ts";

/** What the play came to; `directory` is null where its folder is gone. */
export function demoJson(result: DemoResult, directory: string | null): object {
  return { ...result, directory };
}

export function renderDemo(result: DemoResult, directory: string | null): string[] {
  const end =
    result.kind === "story"
      ? `The story holds: ${result.winner} had ${result.issue}, ${result.loser} was told so, and vc went on.`
      : `The race holds: ${result.claims} claims by ${result.runners.length} agents, ${result.distinct} different issues.`;
  return ["", end, ...(directory === null ? [] : [`Everything is in ${directory}.`])];
}

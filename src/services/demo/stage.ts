import { BeadsError } from "../../errors.ts";

/** One command of the play, as somebody types it. */
export interface Act {
  /** Who types it, for the prompt: `north/vc`. */
  readonly who: string;
  /** Below the stage's folder. */
  readonly directory: string;
  /** A line for the shell. */
  readonly command: string;
}

/** How a command ended, and all that it printed. */
export interface Outcome {
  readonly status: number;
  readonly output: string;
}

/** What the edge gives to a play: a folder with `bd` on the path, a shell, and somewhere to print. Every command is a process of its own. */
export interface Stage {
  readonly root: string;
  run(act: Act): Promise<Outcome>;
  show(lines: readonly string[]): void;
  /** Milliseconds since 1970 UTC. */
  now(): number;
}

/** What has to hold once a command has ended. */
export interface Expected {
  readonly status?: number;
  readonly says?: readonly string[];
}

/** The failure of a play: what was expected of which command, and what it did. */
export function broken(act: Act, wanted: string, outcome: Outcome): BeadsError {
  return new BeadsError("environment", "DEMO_BROKEN", `The story broke: "${act.command}" (${act.who}) ${wanted}.`, {
    hints: [`It ended with status ${outcome.status} and said: ${outcome.output.trim().slice(0, 2000) || "nothing"}`],
    fields: { command: act.command, who: act.who, status: outcome.status },
  });
}

/** Holds an outcome against what is expected. @throws DEMO_BROKEN */
export function check(act: Act, outcome: Outcome, { status = 0, says = [] }: Expected): void {
  if (outcome.status !== status) throw broken(act, `should have ended with status ${status}`, outcome);
  for (const text of says)
    if (!outcome.output.includes(text)) throw broken(act, `should have said ${JSON.stringify(text)}`, outcome);
}

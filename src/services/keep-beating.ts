import { parseDuration } from "../domain/time.ts";
import { BeadsError } from "../errors.ts";
import { identify, isAlive, type ProcessIdentity } from "../store/process-identity.ts";
import { type BeatInput, type BeatResult, beat } from "./beat.ts";
import type { Workspace } from "./workspace.ts";

export interface KeepBeatingInput extends BeatInput {
  /** How often, such as `30s`. */
  readonly every: string;
  /** The number of the process to beat for. */
  readonly while?: string | undefined;
  readonly signal: AbortSignal;
  /** Waits, and comes back early when the signal is given. */
  readonly sleep: (milliseconds: number) => Promise<void>;
}

export interface KeptBeating extends BeatResult {
  readonly ended: "process" | "interrupt";
  /** How many beats were given. */
  readonly beats: number;
}

/** A process is looked at this often at least, in milliseconds: the beats end soon after it. */
const LOOK = 5000;

const SHORTEST = 1000;
/** A sign that is older is no fresh one any more. */
const LONGEST = 5 * 60_000;

/** Goes on giving signs of life for a process that runs long, until it ends or the caller is interrupted. @throws BAD_INTERVAL, NO_SUCH_PROCESS and what `beat` throws */
export async function keepBeating(workspace: Workspace, input: KeepBeatingInput): Promise<KeptBeating> {
  const every = intervalOf(input.every);
  const process = input.while === undefined ? undefined : processOf(input.while);
  let last = await beat(workspace, { ...input, process });
  const watched = process ?? last.beat.process;
  for (let beats = 1; ; beats++) {
    const ended = await rest(input, every, watched);
    if (ended !== null) return { ...last, ended, beats };
    last = await again(workspace, { ...input, state: undefined, why: undefined, process }, last);
  }
}

/** Waits for the next beat; answers why there will be none. */
async function rest(
  { signal, sleep }: KeepBeatingInput,
  every: number,
  watched: ProcessIdentity | null,
): Promise<KeptBeating["ended"] | null> {
  for (let left = every; left > 0; left -= LOOK) {
    if (signal.aborted) return "interrupt";
    await sleep(Math.min(left, LOOK));
    if (watched !== null && isAlive(watched) === false) return "process";
  }
  return signal.aborted ? "interrupt" : null;
}

/** One beat that fails, since the disk is full or the ledger is locked, does not end the others: it is said, and the next one comes. */
async function again(workspace: Workspace, input: BeatInput, last: BeatResult): Promise<BeatResult> {
  try {
    return await beat(workspace, input);
  } catch (error) {
    if (!(error instanceof BeadsError) || error.kind !== "environment") throw error;
    workspace.warn(`No beat: ${error.message}`);
    return last;
  }
}

function intervalOf(text: string): number {
  const every = parseDuration(text);
  if (every !== undefined && every >= SHORTEST && every <= LONGEST) return every;
  throw new BeadsError("usage", "BAD_INTERVAL", `${JSON.stringify(text)} is no time between beats.`, {
    hints: ["From 1s to 5m: with more between them an agent would be taken for stale."],
    fields: { value: text },
  });
}

function processOf(text: string): ProcessIdentity {
  const pid = /^[1-9]\d{0,9}$/.test(text) ? Number(text) : Number.NaN;
  if (Number.isNaN(pid)) {
    throw new BeadsError("usage", "BAD_PROCESS", `${JSON.stringify(text)} is no number of a process.`, {
      fields: { value: text },
    });
  }
  const process = identify(pid);
  if (isAlive(process) === true) return process;
  throw new BeadsError("not-found", "NO_SUCH_PROCESS", `There is no process ${pid}.`, { fields: { pid } });
}

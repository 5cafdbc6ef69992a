import { BEAT_STATES, type BeatState } from "../domain/presence.ts";
import { oneLine } from "../domain/strip.ts";
import { BeadsError } from "../errors.ts";
import type { Beat } from "../store/beats.ts";
import type { ProcessIdentity } from "../store/process-identity.ts";
import type { Workspace } from "./workspace.ts";

export interface BeatInput {
  readonly state?: string | undefined;
  readonly why?: string | undefined;
  /** The caller's environment, which may name the process to watch. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The process to watch, where it is named outright. */
  readonly process?: ProcessIdentity | undefined;
}

export interface BeatResult {
  readonly beat: Beat;
  /** Issues whose claims were renewed. */
  readonly renewed: readonly string[];
}

/** How long the words of a beat may be. */
const LONGEST = 500;

/** Says that the agent is there and how it is; renews what it holds where half of a lease is gone. @throws NOT_AN_AGENT, BAD_STATE, NO_LEDGER */
export async function beat(workspace: Workspace, input: BeatInput): Promise<BeatResult> {
  const { actor, repository, folders, identity, ledger } = workspace;
  if (actor.kind !== "agent") throw notAnAgent();
  const said = saidOf(input);
  await ledger.snapshot();
  const renewed = said?.state === "exiting" ? [] : await ledger.renew();
  const { touchBeat } = await import("../store/touch-beat.ts");
  const touch = { actor, now: ledger.now(), env: input.env, command: "agent beat", said, process: input.process, anew: true };
  const made = touchBeat({ location: repository.location, state: folders.state, identity }, touch);
  if (made !== undefined) return { beat: made, renewed };
  throw new BeadsError("environment", "NO_BEAT", "There is no folder to put a sign of life into.", {
    hints: ["bd status says whether this repository has a ledger."],
  });
}

function saidOf({ state, why }: BeatInput): { readonly state: BeatState; readonly why: string | null } | undefined {
  const words = why === undefined ? "" : oneLine(why).trim().slice(0, LONGEST);
  if (state === undefined && words === "") return undefined;
  return { state: checkState(state ?? "working"), why: words === "" ? null : words };
}

function checkState(text: string): BeatState {
  const known = BEAT_STATES.find((state) => state === text.toLowerCase());
  if (known !== undefined) return known;
  throw new BeadsError("usage", "BAD_STATE", `${JSON.stringify(text)} is no state of an agent.`, {
    hints: [`Known are: ${BEAT_STATES.join(", ")}.`],
    fields: { state: text, known: BEAT_STATES },
  });
}

function notAnAgent(): BeadsError {
  return new BeadsError("usage", "NOT_AN_AGENT", "Only agents give signs of life.", {
    hints: ["BD_ACTOR or BD_SESSION says that an agent calls; so does --as-agent."],
  });
}

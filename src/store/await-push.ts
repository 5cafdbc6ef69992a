import { join } from "node:path";
import type { Clone } from "./clone.ts";
import { tryLock } from "./lock.ts";
import { type PushReport, pushPending } from "./push.ts";
import type { Remote } from "./remote.ts";
import { readStanding } from "./settle.ts";

/** How long a writer waits for the remote before it says where its write stands, in milliseconds. */
const PATIENCE = 60_000;

/** Where a write got to. */
export interface Landing {
  readonly reach: PushReport["reach"];
  readonly why: string | null;
  /** What the newest decision answered, where a replay changed it. */
  readonly result: unknown;
  /** True where trying again will not help: the remote does not let this caller push. */
  readonly final?: boolean;
}

/** Sees an operation through to the remote: as the clone's one pusher, or by waiting for whoever is. @throws what the operation lost to. */
export async function awaitPush(clone: Clone, remote: Remote, op: string): Promise<Landing> {
  const deadline = clone.now() + PATIENCE;
  for (;;) {
    const standing = readStanding(clone, op);
    if (standing.state === "pushed") return { reach: "pushed", why: null, result: standing.result };
    const report = await pushOnce(clone, remote);
    if (report === undefined) await moment(clone);
    else if (report.reach !== "pushed") return landingOf(clone, op, report);
    if (clone.now() > deadline) return { reach: "local", why: "The remote did not answer in time.", result: undefined };
  }
}

/** Pushes if nobody else in this clone does; undefined if somebody does. */
export async function pushOnce(clone: Clone, remote: Remote): Promise<PushReport | undefined> {
  const lock = await tryLock(join(clone.folder, "push.lock"));
  if (lock === undefined) return undefined;
  try {
    clone.reached("push:locked");
    return await pushPending(clone, remote);
  } finally {
    lock.release();
  }
}

/** A push that failed may have settled this operation all the same: others may have, too. */
function landingOf(clone: Clone, op: string, report: PushReport): Landing {
  const standing = readStanding(clone, op);
  if (standing.state === "pushed") return { reach: "pushed", why: null, result: standing.result };
  return { reach: report.reach, why: report.why, result: undefined, final: report.final === true };
}

async function moment(clone: Clone): Promise<void> {
  const die = clone.chance(1)[0] ?? 0;
  await new Promise((resolve) => setTimeout(resolve, 4 + die / 16));
}

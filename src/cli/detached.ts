import { setTimeout as wait } from "node:timers/promises";
import { runBackground } from "../store/background.ts";
import { openClone } from "../store/open.ts";
import type { BackgroundJob } from "./background.ts";
import { type Opening, openParts } from "./open.ts";

/** The whole life of a detached process: one fetch or one push. */
export async function runDetached(opening: Opening, job: BackgroundJob): Promise<void> {
  const { options, ledger } = await openParts(opening);
  await ledger.close();
  const { clone, close } = await openClone({ ...options, background: null, detached: true });
  try {
    await runBackground(clone, job, (milliseconds) => wait(milliseconds));
  } finally {
    close();
  }
}

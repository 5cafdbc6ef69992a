import type { Host } from "./host.ts";
import { within } from "./within.ts";

/** Milliseconds that are left for an answer once git was ended. */
const REST = 200;

/** The world of a command that has to answer within so many milliseconds: a git that says nothing is ended before that. */
export function inHaste(host: Host, milliseconds: number): Host {
  const env = { ...host.env, BD_PATIENCE: String(milliseconds - REST) };
  return Object.create(host, { env: { value: env, enumerable: true } }) as Host;
}

/** Milliseconds that nobody notices. */
const MOMENT = 300;

/** Has a detached process read the ledger to its end, where it is too large to be read for the first time in the time that there is. */
export async function readBehind(host: Host, directory: string): Promise<void> {
  const place = await within(MOMENT, placeOf(directory, host.env)).catch(() => undefined);
  if (place === undefined) return;
  const { mayRunBehind, startBehind } = await import("./background.ts");
  if (mayRunBehind(host, place.config)) await startBehind(host, place.root, "fetch");
}

async function placeOf(directory: string, env: Host["env"]) {
  const { openRepository } = await import("../git/open.ts");
  const repository = await openRepository(directory, env);
  const { workTree, gitDir } = repository.location;
  return { config: await repository.config(), root: workTree ?? gitDir };
}

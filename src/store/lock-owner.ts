import type { LockOwner } from "../git/repository.ts";
import type { Clone } from "./clone.ts";
import { identify, isAlive, type ProcessIdentity } from "./process-identity.ts";

/** This process as the owner of locks on refs. */
export function lockOwner({ reached }: Pick<Clone, "reached">): LockOwner {
  return { name: nameOf(identify()), isGone, reached };
}

/** True if a process that made a lock under this name is surely gone. What is no such name is nobody's. */
export function isGone(name: string): boolean {
  const identity = identityIn(name);
  return identity !== undefined && isAlive(identity) === false;
}

/** A process as a file name. */
function nameOf({ pid, start, boot, host }: ProcessIdentity): string {
  return [String(pid), start ?? "", boot ?? "", host].map(encodeURIComponent).join("~").replaceAll("*", "%2A");
}

/** The process that a file name stands for. */
export function identityIn(name: string): ProcessIdentity | undefined {
  const [pid = "", start, boot, host] = name.split("~").map(decoded);
  if (!/^[1-9]\d*$/.test(pid) || start === undefined || boot === undefined || host === undefined) return undefined;
  return { pid: Number(pid), start: start || null, boot: boot || null, host };
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

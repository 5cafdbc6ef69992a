import { BeadsError } from "../../errors.ts";
import type { Snapshot } from "../snapshot.ts";
import { isDamage } from "./connection.ts";

/**
 * A snapshot whose reads, where they meet a damaged file, have it thrown away and say so: nothing of it is answered.
 * @throws INDEX_DAMAGED: the same question asked anew is answered from a new index
 */
export function guarded(snapshot: Snapshot, throwAway: () => void): Snapshot {
  const blame = (error: unknown): never => {
    if (!isDamage(error)) throw error;
    throwAway();
    throw damaged(error);
  };
  const guard = <T>(read: () => T): T => {
    try {
      return read();
    } catch (error) {
      return blame(error);
    }
  };
  return new Proxy(snapshot, {
    get(target, key) {
      const member: unknown = guard(() => Reflect.get(target, key, target));
      if (typeof member !== "function") return member;
      return (...args: unknown[]) => guard(() => Reflect.apply(member, target, args));
    },
  });
}

function damaged(cause: unknown): BeadsError {
  return new BeadsError("environment", "INDEX_DAMAGED", "The index was damaged and has been thrown away.", {
    hints: ["Run the command again: it makes a new one."],
    cause,
  });
}

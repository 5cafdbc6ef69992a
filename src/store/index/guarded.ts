import type { Snapshot } from "../snapshot.ts";
import { damaged, isDamage } from "./trouble.ts";

/**
 * A snapshot whose reads, where they meet a damaged file, have it thrown away and say so: nothing of it is answered.
 * @throws INDEX_DAMAGED: the same question asked anew is answered from a new index
 */
export function guarded(present: () => Snapshot | undefined, throwAway: () => void): Snapshot {
  const guard = <T>(read: (snapshot: Snapshot) => T): T => {
    const snapshot = present();
    if (snapshot === undefined) throw damaged();
    try {
      return read(snapshot);
    } catch (error) {
      if (!isDamage(error)) throw error;
      throwAway();
      throw damaged(error);
    }
  };
  return new Proxy({} as Snapshot, {
    get(_target, key) {
      const member: unknown = guard((snapshot) => Reflect.get(snapshot, key, snapshot));
      if (typeof member !== "function") return member;
      return (...args: unknown[]) => guard((snapshot) => Reflect.apply(member, snapshot, args));
    },
  });
}

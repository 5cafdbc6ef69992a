import type { Oid } from "../git/repository.ts";
import type { Clone } from "./clone.ts";
import { BACKUP_PREFIX } from "./refs.ts";

/** How many given-up tips a clone keeps. */
const KEPT = 16;

/** Keeps a tip that is about to be given up under the next number; the oldest beyond sixteen go. */
export async function backUp(clone: Clone, tip: Oid): Promise<void> {
  const refs = await clone.repository.listRefs(BACKUP_PREFIX);
  if ([...refs.values()].includes(tip)) return;
  const numbers = [...refs.keys()].map((ref) => Number(ref.slice(BACKUP_PREFIX.length))).sort((a, b) => a - b);
  const next = (numbers.at(-1) ?? 0) + 1;
  const surplus = numbers.slice(0, Math.max(0, numbers.length + 1 - KEPT));
  await clone.repository.updateRefs([
    { ref: `${BACKUP_PREFIX}${next}`, to: tip, from: null },
    ...surplus.map((number) => ({
      ref: `${BACKUP_PREFIX}${number}`,
      to: null,
      from: refs.get(`${BACKUP_PREFIX}${number}`) ?? null,
    })),
  ]);
}

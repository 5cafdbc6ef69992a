import type { Landing } from "../../services/write.ts";

/** How far a change got, in words behind it. */
export function landedWords({ reach, why }: Landing): string {
  return why === null ? reach : `${reach}: ${why.replace(/\.$/, "")}`;
}

import { BeadsError } from "../errors.ts";

/** Refuses force that does not say why: it overrides what others rely on. @throws FORCE_NEEDS_REASON */
export function refuseUnreasonedForce(input: {
  readonly force?: boolean | undefined;
  readonly reason?: string | null | undefined;
}): void {
  if (input.force !== true || (input.reason ?? "").trim() !== "") return;
  throw new BeadsError("usage", "FORCE_NEEDS_REASON", "--force needs --reason: others will want to know why.");
}

import { BeadsError } from "../../errors.ts";
import type { IssueDraft } from "../draft.ts";

/** One issue of a plan: a draft with the names that the others may call it by, and where it stands. */
export interface Planned {
  readonly draft: IssueDraft;
  /** Given outright: unique in the plan. */
  readonly name: string | null;
  /** For messages: `plan.md:12` or `issues[3]`. */
  readonly place: string;
}

/** The refusal of a plan, with the place that is wrong. */
export function planInvalid(place: string, message: string, hints: readonly string[] = []): BeadsError {
  return new BeadsError("usage", "PLAN_INVALID", `${place}: ${message}`, { hints, fields: { place } });
}

import type { DecideInput } from "../services/decide.ts";
import { scopeOf } from "./decide-flags.ts";

interface Parsed {
  readonly label?: string[] | undefined;
  readonly path?: string[] | undefined;
  readonly topic?: string[] | undefined;
  readonly relates?: string[] | undefined;
  readonly approver?: string | undefined;
  readonly context?: string | undefined;
  readonly decision?: string | undefined;
  readonly rationale?: string | undefined;
  readonly alternative?: string[] | undefined;
  readonly consequences?: string | undefined;
  readonly propose?: boolean | undefined;
  readonly supersedes?: string[] | undefined;
  readonly propagate?: string[] | undefined;
  readonly from?: string | undefined;
  readonly "allow-secrets"?: boolean | undefined;
  readonly "dry-run"?: boolean | undefined;
}

/** The parsed `decideFlags` as the service takes them. */
export function decideInput(flags: Parsed, title: string | undefined, body: string | undefined): DecideInput {
  const { relates, approver, context, decision, rationale, alternative, consequences, propose } = flags;
  return {
    ...{ title, body, ...scopeOf(flags), relates, approver, context, decision, rationale },
    ...{ alternatives: alternative, consequences, propose, supersedes: flags.supersedes, propagate: flags.propagate },
    ...{ from: flags.from, allow_secrets: flags["allow-secrets"], dry_run: flags["dry-run"] },
  };
}

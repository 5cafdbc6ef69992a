import type { BodyFlags } from "./body.ts";
import { dryRunFlag, Flags } from "./flags.ts";
import { reasonFlags, reasonOf } from "./reason.ts";

/** What verdicts on decisions take. */
export const rulingFlags = {
  ...reasonFlags,
  force: Flags.boolean({ char: "f", description: "Although somebody else is to say it; needs --reason." }),
  "allow-secrets": Flags.boolean({ description: "Send what looks like a key or a token, too." }),
  ...dryRunFlag,
};

interface Parsed {
  readonly reason?: string | undefined;
  readonly file?: string | undefined;
  readonly force?: boolean | undefined;
  readonly "allow-secrets"?: boolean | undefined;
  readonly "dry-run"?: boolean | undefined;
}

/** The parsed flags as the service takes them. */
export async function rulingInput(flags: Parsed, read: (flags: BodyFlags) => Promise<string | undefined>) {
  const reason = await read(reasonOf(flags));
  return { reason, force: flags.force, allow_secrets: flags["allow-secrets"], dry_run: flags["dry-run"] };
}

import { BeadsError } from "../errors.ts";
import type { GitConfig } from "../git/repository.ts";

/** The name of the canonical remote. @throws AMBIGUOUS_REMOTE if several could be it. */
export function chooseRemote(config: GitConfig, named: string | null): string | null {
  const { remotes } = config;
  if (named !== null && remotes.includes(named)) return named;
  if (remotes.includes("origin")) return "origin";
  if (remotes.length <= 1) return remotes[0] ?? null;
  throw new BeadsError(
    "usage",
    "AMBIGUOUS_REMOTE",
    `There are several remotes and none is called origin: ${remotes.join(", ")}.`,
    {
      hints: ["Name the shared one with bd init --remote <name>."],
      fields: { remotes },
    },
  );
}

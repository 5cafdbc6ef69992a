import type { Host } from "./host.ts";

/** Variables in which agent programs give the name of their session. */
const SESSIONS = ["CLAUDE_CODE_SESSION_ID", "CODEX_THREAD_ID", "CODEX_SESSION_ID", "GEMINI_SESSION_ID"] as const;

/** Variables by which agent programs say that they are the ones who call. */
const SIGNS = [
  "CLAUDECODE",
  "CODEX_SANDBOX",
  "GEMINI_CLI",
  "CURSOR_AGENT",
  "OPENCODE",
  "AMP_THREAD_ID",
  "AIDER_SESSION",
] as const;

/** The caller's session, and whether it was given outright, in which case it may move between workspaces. */
export interface Session {
  readonly name: string | null;
  readonly explicit: boolean;
}

/** `BD_SESSION`, else a known agent's own variable. */
export function sessionOf({ env }: Pick<Host, "env">): Session {
  if (env["BD_SESSION"]) return { name: env["BD_SESSION"], explicit: true };
  const known = SESSIONS.find((variable) => env[variable]);
  return { name: (known !== undefined && env[known]) || null, explicit: false };
}

/** True if the environment says that an agent calls. */
export function isCalledByAgent({ env }: Pick<Host, "env">): boolean {
  return ["BD_ACTOR", "BD_SESSION", ...SESSIONS, ...SIGNS].some((variable) => env[variable]);
}

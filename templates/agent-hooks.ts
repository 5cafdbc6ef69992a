/** A command that an agent program runs at some point of a session. */
export interface AgentHook {
  readonly event: string;
  /** Which of the event's occasions; null: all, where the event knows none. */
  readonly matcher: string | null;
  readonly command: string;
  /** Seconds. */
  readonly timeout: number;
}

/** Whoever has no bd, or one that fails, must not be kept from working. */
const safe = (command: string) => `${command} 2>/dev/null || true`;

const START: readonly AgentHook[] = [
  { event: "SessionStart", matcher: "startup|resume|clear", command: safe("bd prime --hook-json"), timeout: 10 },
  // What a hook says before the context is compacted does not outlive that: so it is told again right behind it.
  { event: "SessionStart", matcher: "compact", command: safe("bd prime --compact --hook-json"), timeout: 10 },
];

const WORK: readonly AgentHook[] = [
  { event: "UserPromptSubmit", matcher: null, command: safe("bd inbox --inject"), timeout: 10 },
  { event: "PreCompact", matcher: null, command: safe("bd checkpoint --auto --quiet >/dev/null"), timeout: 30 },
];

const END: readonly AgentHook[] = [
  {
    event: "SessionEnd",
    matcher: null,
    command: safe("bd checkpoint --auto --quiet >/dev/null 2>&1; bd agent beat --state exiting --quiet >/dev/null"),
    timeout: 30,
  },
];

/** By program. Each writes its context and its end in its own words, and these two have the same. */
export const AGENT_HOOKS = { claude: [...START, ...WORK, ...END], codex: [...START, ...WORK, ...END] } as const;

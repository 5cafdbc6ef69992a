/** A page about a concept that several verbs have in common. */
export interface Topic {
  readonly summary: string;
  /** The verbs whose help points here. */
  readonly verbs: readonly string[];
  /** Its lines, of 80 columns. */
  readonly load: () => Promise<readonly string[]>;
}

/** Every topic of `bd help`; a page is read when it is asked for. */
export const TOPICS: Readonly<Record<string, Topic>> = {
  claims: {
    summary: "Who works on what: exclusive leases that the shared remote decides.",
    verbs: ["claim", "release", "mine", "resume", "update"],
    load: () => import("./claims.ts").then((m) => m.CLAIMS),
  },
  handoff: {
    summary: "Passing work on: to somebody here, to the next who comes, to another project.",
    verbs: ["handoff", "send", "accept", "reject", "outbox"],
    load: () => import("./handoff.ts").then((m) => m.HANDOFF),
  },
  readiness: {
    summary: "When an issue can be worked on, and why it cannot.",
    verbs: ["ready", "blocked", "dep", "defer", "undefer", "create"],
    load: () => import("./readiness.ts").then((m) => m.READINESS),
  },
  storage: {
    summary: "Where beads live, how they are shared, and what is never touched.",
    verbs: ["init", "sync", "doctor", "import", "log"],
    load: () => import("./storage.ts").then((m) => m.STORAGE),
  },
  decisions: {
    summary: "What was decided and why, and questions that wait for an answer.",
    verbs: ["decide", "ask", "answer"],
    load: () => import("./decisions.ts").then((m) => m.DECISIONS),
  },
  reservations: {
    summary: "Paths that others keep off for a while: advice, not a lock.",
    verbs: ["reserve", "setup"],
    load: () => import("./reservations.ts").then((m) => m.RESERVATIONS),
  },
  escalation: {
    summary: "What has to go before a person, pauses, and how a team goes on.",
    verbs: ["escalate", "pause", "status", "checkpoint"],
    load: () => import("./escalation.ts").then((m) => m.ESCALATION),
  },
  agents: {
    summary: "An agent's day: prime, presence, checkpoint, resume.",
    verbs: ["prime", "agent", "checkpoint", "resume", "mine", "mcp", "setup", "remember", "recall", "whoami"],
    load: () => import("./agents.ts").then((m) => m.AGENTS),
  },
  messages: {
    summary: "Threads, the inbox, waiting and watching.",
    verbs: ["reply", "inbox", "ack", "thread", "wait", "watch", "send", "attachment", "feed"],
    load: () => import("./messages.ts").then((m) => m.MESSAGES),
  },
  troubleshooting: {
    summary: "What exit statuses and common errors mean, and what to do.",
    verbs: ["doctor", "status", "sync", "outbox"],
    load: () => import("./troubleshooting.ts").then((m) => m.TROUBLESHOOTING),
  },
};

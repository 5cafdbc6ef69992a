import { readFileSync } from "node:fs";
import { identify, type ProcessIdentity, statOf } from "./process-identity.ts";

/** Programs that stand between an agent and bd: the agent is above them. */
const BETWEEN = new Set(
  "sh bash dash zsh fish ksh mksh csh tcsh ash busybox pwsh git git-beads bd npm npx pnpm yarn bun env sudo su doas timeout nohup setsid nice time xargs script make just".split(
    " ",
  ),
);

/** Programs that merely keep a session: they outlive every agent, so watching them would keep claims for ever. */
const KEEPERS = new Set(
  "systemd init sshd sshd-session sshd-auth tmux screen login cron crond containerd-shim dockerd tini dumb-init docker-init catatonit".split(
    " ",
  ),
);

/** How far up it looks. */
const DEPTH = 32;

/**
 * The process whose life keeps a claim: `BD_AGENT_PID` (0: none), else the nearest ancestor that is no shell, git, npm or bd.
 * Null where it cannot be known, or where only the keeper of a session is left.
 */
export function findWatchedProcess(env: Readonly<Record<string, string | undefined>> = process.env): ProcessIdentity | null {
  const named = Number(env.BD_AGENT_PID || Number.NaN);
  if (Number.isSafeInteger(named)) return named > 0 ? known(named) : null;
  let pid = process.ppid;
  for (let depth = 0; depth < DEPTH && pid > 1; depth++) {
    const stat = statOf(pid);
    if (stat === undefined) return null;
    const name = plainName(stat.name);
    if (KEEPERS.has(name)) return null;
    if (!BETWEEN.has(name) && !(isNode(name) && runsBd(pid))) return known(pid);
    pid = stat.parent;
  }
  return null;
}

function known(pid: number): ProcessIdentity | null {
  const identity = identify(pid);
  return process.platform === "linux" && identity.start === null ? null : identity;
}

/** `-bash` is a login shell, `tmux: server` is tmux. */
function plainName(name: string): string {
  return name
    .replace(/^-/, "")
    .replace(/[: ].*$/, "")
    .toLowerCase();
}

function isNode(name: string): boolean {
  return name === "node" || name === "nodejs" || name === "mainthread" || name === "node-mainthread";
}

/** Node that runs bd, npm or another runner of scripts: told by the script, or by the title that npm gives itself. */
function runsBd(pid: number): boolean {
  const [program = "", ...rest] = commandOf(pid);
  const script = rest.find((word) => !word.startsWith("-")) ?? "";
  return /^np[mx]\b/.test(program) || /(?:^|[/\\])(?:bd|git-beads|np[mx]-cli|yarn|pnpm)(?:\.[cm]?js)?$/.test(script);
}

function commandOf(pid: number): string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
  } catch {
    return [];
  }
}

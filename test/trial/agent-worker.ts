import { spawn, spawnSync } from "node:child_process";
import { PROGRAM } from "../support/processes.ts";
import { seededChance } from "../support/seeded-chance.ts";

/** One line of an agent's report: a command that ended, and what it changed. */
export interface AgentReport {
  readonly agent: string;
  readonly verb: string;
  readonly status: number;
  readonly code: string | null;
  readonly issue: string | null;
  readonly epoch: number | null;
  /** True if it made a commit. */
  readonly changed: boolean;
}

const [directory = "", agent = "", turns = "0", seconds = "0", seed = "1"] = process.argv.slice(2);
const env = { ...process.env, BD_ACTOR: agent, BD_SESSION: agent, BD_AGENT_PID: String(process.pid) };
const chance = seededChance(Number(seed));
const until = Date.now() + Number(seconds) * 1000;

/** An agent at work: it claims, talks, reserves, closes and gives back, and a process beside it beats for it. */
function main(): void {
  // Its beats must not keep a killed agent's pipes open, and end with it.
  spawn(process.execPath, [PROGRAM, "agent", "beat", "--every", "1s", "--while", String(process.pid)], {
    ...{ cwd: directory, env, stdio: "ignore", detached: true },
  }).unref();
  let held: string | null = null;
  for (let turn = 0; turn < Number(turns) || Date.now() < until; turn++) held = act(held);
  if (held !== null) bd("release", held);
}

function act(held: string | null): string | null {
  const die = chance(1)[0] ?? 0;
  if (held === null) return bd("claim", "--next").issue;
  if (die < 60) bd("agent", "beat", "--state", die < 30 ? "stuck" : "working", "As the die fell.");
  else if (die < 100) bd("reply", held, "-m", `Still at it, says ${agent}.`);
  else if (die < 130) bd("reserve", `src/${die % 4}/**`, "--for", "1m");
  else if (die < 190) return end(held, "release", held, "-m", "Somebody else may have it.");
  else if (die < 220) return end(held, "close", held, "-r", "Done.");
  else bd("ready");
  return held;
}

function end(held: string, ...words: string[]): string | null {
  return bd(...words).status === 0 ? null : held;
}

function bd(...words: string[]): AgentReport {
  const ran = spawnSync(process.execPath, [PROGRAM, ...words, "--json"], { cwd: directory, env, encoding: "utf8" });
  const said = JSON.parse(ran.stdout || "null");
  const claimed = words[0] === "claim" && ran.status === 0;
  const report: AgentReport = {
    ...{ agent, verb: words[0] ?? "", status: ran.status ?? -1, code: said?.error?.code ?? null },
    ...{ issue: claimed ? said.id : null, epoch: claimed ? said.epoch : null },
    changed: ran.status === 0 && said?.changed === true,
  };
  process.stdout.write(`${JSON.stringify(report)}\n`);
  return report;
}

main();

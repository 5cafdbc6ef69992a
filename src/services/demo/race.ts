import { Player } from "./player.ts";
import { type Act, broken, check, type Stage } from "./stage.ts";

/** What is raced over, and by how many. */
export interface RaceInput {
  /** The absolute path of an export. */
  readonly backlog: string;
  readonly agents: number;
  /** How many issues each agent claims. */
  readonly claims: number;
}

/** What one agent came to. */
export interface Runner {
  readonly agent: string;
  readonly claims: readonly string[];
  /** Milliseconds from the start of the race to its last claim. */
  readonly took: number;
}

export interface RaceResult {
  readonly runners: readonly Runner[];
  readonly claims: number;
  readonly distinct: number;
}

/**
 * Agents in clones of their own empty the top of one backlog through one bare remote, each command a process, all at once.
 * @throws DEMO_BROKEN if two agents hold one issue, or a claim is not confirmed
 */
export async function playRace(stage: Stage, { backlog, agents: many, claims }: RaceInput): Promise<RaceResult> {
  const player = new Player(stage);
  const agents = Array.from({ length: many }, (_, i) => `north/agent${i + 1}`);
  player.tell("One project with a bare remote, its backlog imported, and a clone for each agent.");
  await player.play(".", "git init -q --bare remotes/vc.git");
  for (const agent of agents) await player.play(".", `git clone -q remotes/vc.git ${agent} 2>/dev/null`);
  const [first = ""] = agents;
  await player.play(first, "git commit -q --allow-empty -m 'First version' && git push -q origin HEAD 2>&1");
  await player.play(first, "bd init --name vc --prefix vc");
  await player.play(first, `bd import '${backlog.replaceAll("'", "'\\''")}'`, { says: ["Imported"] });
  await player.play(first, "bd sync");
  player.tell(`Each of the ${many} agents claims ${claims} issues, one after the other, while the others do the same.`);
  const start = stage.now();
  const runners = await Promise.all(agents.map((agent) => claimAll(stage, { agent, claims, start })));
  stage.show(tableOf(runners));
  const all = runners.flatMap((runner) => runner.claims);
  const distinct = new Set(all).size;
  const act: Act = { who: "all", directory: ".", command: "bd claim --next" };
  if (distinct !== all.length || all.length !== many * claims) {
    throw broken(act, `should have given ${many * claims} different issues`, {
      status: 0,
      output: `${all.length} claims, ${distinct} different`,
    });
  }
  stage.show(["", `${all.length} claims, ${distinct} different issues: nobody got what somebody else has.`]);
  await player.play(".", "git -C remotes/vc.git fsck --strict --no-dangling");
  return { runners, claims: all.length, distinct };
}

async function claimAll(
  stage: Stage,
  { agent, claims: many, start }: { agent: string; claims: number; start: number },
): Promise<Runner> {
  const claims: string[] = [];
  for (let i = 0; i < many; i++) {
    const act = { who: agent, directory: agent, command: "bd claim --next --json" };
    const outcome = await stage.run(act);
    check(act, outcome, {});
    const claimed = JSON.parse(outcome.output) as { readonly id: string; readonly confirmed: boolean };
    if (!claimed.confirmed) throw broken(act, "should have been confirmed by the remote", outcome);
    claims.push(claimed.id);
  }
  return { agent, claims, took: stage.now() - start };
}

function tableOf(runners: readonly Runner[]): string[] {
  const rows = runners.map(
    ({ agent, claims, took }) =>
      `${agent.split("/")[1]}/vc  ${String(claims.length).padStart(6)}  ${(took / 1000).toFixed(1).padStart(7)} s  ${claims.join(" ")}`,
  );
  return ["", "agent      claims       took  issues", ...rows];
}

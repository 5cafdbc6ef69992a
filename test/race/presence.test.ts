import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { type AgentRow, agentsIn } from "../support/agents.ts";
import { bd, bdJson, PROGRAM, seedLedger } from "../support/processes.ts";
import { type Scratch, scratch } from "../support/scratch.ts";

/** A program that stands for an agent, such as an editor. */
function program(): ChildProcess {
  const child = spawn("sleep", ["600"], { stdio: "ignore" });
  onTestFinished(() => void child.kill("SIGKILL"));
  return child;
}

async function killed(child: ChildProcess): Promise<void> {
  child.kill("SIGKILL");
  await once(child, "exit");
}

const envOf = (agent: string, pid: number | undefined) => ({ BD_ACTOR: agent, BD_AGENT_PID: String(pid) });
const tipOf = (here: Scratch, directory: string) => here.git(directory, "rev-parse", "refs/beads/ledger");

/** Starts `bd agent beat` so that it goes on, and waits for its first beat. */
async function beating(here: Scratch, directory: string, words: readonly string[], env: Readonly<Record<string, string>>) {
  const child = spawn(process.execPath, [PROGRAM, "agent", "beat", ...words], {
    cwd: directory,
    env: { ...here.env, ...env },
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  let said = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    said += text;
  });
  const ended = once(child, "exit").then(([status]) => ({ status: status as number | null, said }));
  return { child, ended };
}

test("an agent that is killed is gone for every clone of the project on the machine at once, and nothing was committed for it", async () => {
  const here = scratch();
  const remote = await here.remote("demo.git");
  const [one, two] = [await here.clone(remote, "one/demo"), await here.clone(remote, "two words/übung")];
  await seedLedger(here, one, 2);
  await bdJson(here, two, ["list"]);
  const [first, second] = [program(), program()];
  await bdJson(here, one, ["claim", "demo-000000"], { env: envOf("dave/demo", first.pid) });
  await bdJson(here, two, ["ready"], { env: envOf("eve/demo", second.pid) });
  const tip = await tipOf(here, one);
  const short = ({ name, presence, issue, source }: AgentRow) => [name, presence, issue, source];
  expect((await agentsIn(here, two)).map(short)).toEqual([
    ["dave/demo", "online", null, "beat"],
    ["eve/demo", "online", null, "beat"],
  ]);
  await bdJson(here, two, ["sync"]);
  expect((await agentsIn(here, two)).map(short)[0]).toEqual(["dave/demo", "online", "demo-000000", "beat"]);
  await killed(first);
  for (const clone of [one, two])
    expect((await agentsIn(here, clone)).map(short)[0]).toEqual(["dave/demo", "gone", "demo-000000", "beat"]);
  const shown = await bdJson<AgentRow>(here, two, ["agent", "show", "dave"]);
  expect(shown).toMatchObject({ presence: "gone", worktree: one, process: { pid: first.pid, life: "dead" } });
  expect(await tipOf(here, one)).toBe(tip);
});

test("what an agent says of itself stands until it says otherwise, is why it is stuck, and ends with goodbye", async () => {
  const here = scratch();
  const clone = await here.clone(await here.remote("demo.git"), "one/demo");
  await seedLedger(here, clone, 1);
  const env = envOf("dave/demo", program().pid);
  await bdJson(here, clone, ["agent", "beat", "--state", "stuck", "No key for the build machine."], { env });
  await bdJson(here, clone, ["ready"], { env });
  expect(await agentsIn(here, clone)).toMatchObject([
    { presence: "stuck", state: "stuck", why: "No key for the build machine." },
  ]);
  await bdJson(here, clone, ["claim", "demo-000000"], { env });
  expect(await agentsIn(here, clone)).toMatchObject([{ presence: "online", why: null, issue: "demo-000000" }]);
  await bdJson(here, clone, ["agent", "beat", "--state", "exiting"], { env });
  expect(await agentsIn(here, clone)).toMatchObject([{ presence: "gone", state: "exiting" }]);
  const refused = await bd(here, clone, ["agent", "beat", "--state", "asleep", "--json"], { env });
  expect([refused.status, JSON.parse(refused.stdout).error.code]).toEqual([2, "BAD_STATE"]);
  const person = await bd(here, clone, ["agent", "beat", "--json"]);
  expect([person.status, JSON.parse(person.stdout).error.code]).toEqual([2, "NOT_AN_AGENT"]);
});

test("beats for a process end with it, and on SIGTERM; they renew what is held", async () => {
  const here = scratch();
  const clone = await here.clone(await here.remote("demo.git"), "one/demo");
  await seedLedger(here, clone, 1);
  const child = program();
  const env = envOf("dave/demo", child.pid);
  const { until } = await bdJson<{ until: string }>(here, clone, ["claim", "demo-000000", "--lease", "2s"], { env });
  const going = await beating(here, clone, ["--every", "1s", "--while", String(child.pid), "--json"], env);
  await expect
    .poll(async () => (await bdJson<{ claim: { until: string } }>(here, clone, ["show", "demo-000000"])).claim.until > until, {
      timeout: 30_000,
    })
    .toBe(true);
  await killed(child);
  const { status, said } = await going.ended;
  expect([status, JSON.parse(said)]).toMatchObject([0, { ended: "process", name: "dave/demo" }]);
  expect(await agentsIn(here, clone)).toMatchObject([{ name: "dave/demo", presence: "gone" }]);

  const other = program();
  const again = await beating(here, clone, ["--while", String(other.pid), "--json"], envOf("eve/demo", other.pid));
  await expect.poll(async () => (await agentsIn(here, clone)).map(({ name }) => name), { timeout: 30_000 }).toContain("eve/demo");
  again.child.kill("SIGTERM");
  const ended = await again.ended;
  expect([ended.status, JSON.parse(ended.said).ended]).toEqual([143, "interrupt"]);
  const none = await bd(here, join(here.root, "one/demo"), ["agent", "beat", "--while", String(child.pid), "--json"], { env });
  expect([none.status, JSON.parse(none.stdout).error.code]).toEqual([1, "NO_SUCH_PROCESS"]);
});

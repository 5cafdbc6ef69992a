import { join } from "node:path";
import { expect, it } from "vitest";
import { COMMANDS } from "../../commands/index.ts";
import { DOZEN } from "../../templates/home.ts";
import { bdIn, trackedRepository } from "../support/run-bd.ts";
import { scratch } from "../support/scratch.ts";

const OTHER = { env: { BD_ACTOR: "erin/vc" } };

it("says what needs the caller, what they hold and the next step, on twenty-odd lines of 80 columns", async () => {
  const { bd } = await trackedRepository(scratch());
  await bd(["create", "Read the plan", "--id", "vc-000001", "-p", "1"]);
  await bd(["create", "界".repeat(60), "--id", "vc-000002"]);
  await bd(["claim", "vc-000002"]);
  await bd(["escalate", "The disk is full", "--level", "2"], OTHER);
  await bd(["ask", "Which parser?", "--option", "a=one"], OTHER);
  expect(await bd(["reply", "vc-000001", "-m", "Is it so?", "--expects", "reply"], OTHER)).toMatchObject({ status: 0 });
  const { lines, status, stderr } = await bd([]);
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  const text = lines.join("\n");
  expect(text).toMatch(/NEEDS YOU\n {2}bd escalate show \S+ +level 2: The disk is full\n/);
  expect(text).toMatch(/\n {2}bd decide show \S+ +question: Which parser\?\n/);
  expect(text).toMatch(/\n {2}bd inbox +1 waits for your answer, \d+ unread\n/);
  expect(text).toMatch(/YOU HOLD\n {2}bd resume vc-000002 {2}界+…\n/);
  expect(text).toMatch(/NEXT\n {2}bd claim vc-000001 {2}P1 task: Read the plan\n/);
  expect(lines.length).toBeLessThan(30);
  expect((await bd(["--json"])).json).toMatchObject({
    without: null,
    project: { name: "vc" },
    escalations: [{ title: "The disk is full" }],
    questions: [{ title: "Which parser?" }],
    mail: { waiting: 1, urgent: 0, more: false },
    held: [{ id: "vc-000002" }],
    ready: [{ id: "vc-000001" }],
    next: "bd resume vc-000002",
  });
});

it("offers no claim while the project is paused", async () => {
  const { bd } = await trackedRepository(scratch());
  await bd(["create", "Read the plan", "--id", "vc-000001"]);
  await bd(["pause", "Wait for the merge"], OTHER);
  const { stdout, stderr } = await bd([]);
  expect(stdout).toMatch(/\(nobody may claim\): Wait for the merge\n/);
  expect(stdout).toContain("  bd show vc-000001");
  expect(stdout).not.toContain("bd claim vc-000001");
  expect(stderr).toBe("");
});

it("says how to begin where there is nothing to work on, no ledger or no repository, with status 0", async () => {
  const here = scratch();
  const { bd } = await trackedRepository(here);
  expect((await bd([])).stdout).toMatch(/Nothing needs you\.\n\nNEXT\n {2}bd create "What is to be done"/);
  const bare = bdIn(here, await here.repository("dave/other"));
  expect(await bare([])).toMatchObject({ status: 0, stderr: "", stdout: expect.stringContaining("  bd init ") });
  expect((await bare(["--json"])).json).toMatchObject({ without: "NO_LEDGER", project: null, ready: [], next: "bd init" });
  const nowhere = bdIn(here, here.root);
  expect(await nowhere([])).toMatchObject({ status: 0, stdout: expect.stringContaining("  git init ") });
  expect((await nowhere(["--json"])).json).toMatchObject({ without: "NOT_A_REPOSITORY", project: null });
});

it("leads nowhere that has nothing to show: what is next depends on why nothing is ready", async () => {
  const { bd } = await trackedRepository(scratch());
  await bd(["create", "Read the plan", "--id", "vc-000001"]);
  await bd(["claim", "vc-000001"], OTHER);
  expect((await bd([])).stdout).toContain("NEXT\n  bd list  nothing is ready");
  expect((await bd(["--json"])).json).toMatchObject({ ready: [], next: "bd list" });
  await bd(["create", "Print it", "--id", "vc-000002", "--needs", "vc-000001"]);
  expect((await bd([])).stdout).toContain("NEXT\n  bd blocked  nothing is ready");
  expect((await bd(["ready"])).stderr).toContain("bd blocked says");
  await bd(["close", "vc-000001"], OTHER);
  await bd(["close", "vc-000002"]);
  for (const words of [[], ["ready"], ["blocked"]]) {
    const { stdout, stderr } = await bd(words);
    expect(stdout + stderr).toContain('bd create "What is to be done"');
    expect(stdout + stderr).not.toMatch(/bd blocked (?:says| {2})/);
  }
  expect((await bd(["--json"])).json).toMatchObject({ ready: [], next: null });
});

it("says how old its picture is where the remote was not read for longer than the fetch interval", async () => {
  const here = scratch();
  const remote = join(here.root, "vc.git");
  await here.git(here.root, "init", "--quiet", "--bare", remote);
  const directory = await here.repository("dave/vc");
  await here.git(directory, "remote", "add", "origin", remote);
  const bd = bdIn(here, directory);
  expect(await bd(["init", "--quiet"])).toMatchObject({ status: 0 });
  await bd(["config", "set", "fetch.interval", "3m"]);
  await bd(["sync"]);
  expect((await bd([])).stdout).not.toContain("As of");
  for (let minutes = 2; minutes < 6; minutes++) await bd(["--version"]);
  expect((await bd([])).stdout).toContain("\nAs of 6 min ago: bd sync fetches what others wrote since.\n");
  expect((await bd(["--json"])).json.as_of).toMatch(/^2026-11-21T/);
});

it("names only commands that exist", () => {
  expect(DOZEN.filter(([verb]) => !Object.hasOwn(COMMANDS, verb))).toEqual([]);
});

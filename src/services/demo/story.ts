import { build } from "./build.ts";
import { Player } from "./player.ts";
import { broken, type Stage } from "./stage.ts";

const QUESTION = "How deep are your brackets? Does it have to be one call for each?";
const ANSWER = "200,000 deep at most, one on each line of the plan. A loop is fine.";
const REASON = "The parser counts in a loop now; 200,000 brackets give depth 200000.";

/** What a play came to. */
export interface StoryResult {
  readonly issue: string;
  readonly winner: string;
  readonly loser: string;
}

/**
 * The story of the main job, with real processes: a crash in one project, an issue in the other, a race, question, answer, fix and close.
 * @throws DEMO_BROKEN as soon as something does not hold
 */
export async function playStory(stage: Stage): Promise<StoryResult> {
  const player = new Player(stage);
  await build(player);
  const own = await crash(player);
  const issue = await report(player, own);
  const { winner, loser } = await race(player, issue);
  await talk(player, { issue, winner });
  await fix(player, { issue, winner });
  await goOn(player, { issue, own });
  await lookBack(player, issue);
  return { issue, winner, loser };
}

async function crash(player: Player): Promise<string> {
  player.tell("An agent in vc loads a deeply nested plan with the parser of beads, and the parser crashes.");
  const id = (await player.play("north/vc", 'bd create "Load the nested plan" -p 1 --silent')).trim();
  await player.play("north/vc", `bd claim ${id}`, { says: [id] });
  await player.play("north/vc", "yes '(' | head -n 200000 | tr -d '\\n' > plan.txt");
  await player.play("north/vc", "node ../beads/parser.cjs plan.txt 2>&1 | grep -o 'RangeError.*' | tee repro.txt", {
    says: ["RangeError"],
  });
  return id;
}

async function report(player: Player, own: string): Promise<string> {
  player.tell("It tells the people of beads, with what they need to see it themselves.");
  const command = `echo "200,000 open brackets make the parser die: see repro.txt" | bd send beads "parser crash" -F - --attach repro.txt -t bug -p 1 --issue ${own}`;
  const output = await player.play("north/vc", command, { says: ["beads:beads-", "repro.txt", "Delivered"] });
  return /beads:(beads-[0-9a-z]{6})/.exec(output)?.[1] ?? "";
}

async function race(player: Player, issue: string): Promise<{ winner: string; loser: string }> {
  player.tell("Two agents in two clones of beads find it there, and both want it at the same moment.");
  const people = ["north/beads", "south/beads"];
  await player.play("south/beads", "bd inbox", { says: [issue, "parser crash", "north/vc"] });
  const runs = await player.race(people, `bd claim ${issue}`);
  const won = runs.filter(({ outcome }) => outcome.status === 0);
  const lost = runs.find(({ outcome }) => outcome.status === 3);
  const [first] = won;
  if (first === undefined || lost === undefined || won.length !== 1) throw tie(runs);
  const winner = first.act.who;
  if (!lost.outcome.output.includes(winner)) throw broken(lost.act, `should have named the holder ${winner}`, lost.outcome);
  player.tell(`${winner} has it, and ${lost.act.who} was told who. The shared remote decided, nobody else.`);
  return { winner, loser: lost.act.who };
}

function tie(runs: Awaited<ReturnType<Player["race"]>>): Error {
  const output = runs.map(({ act, outcome }) => `${act.who}: status ${outcome.status}: ${outcome.output}`).join("\n");
  return broken({ who: "all", directory: ".", command: "bd claim" }, "should have had exactly one winner", { status: 0, output });
}

async function talk(player: Player, { issue, winner }: { issue: string; winner: string }): Promise<void> {
  player.tell("The holder asks; the agent in vc finds the question in its own inbox and answers. It never leaves vc.");
  await player.play(winner, `bd reply ${issue} -m "${QUESTION}" --expects reply`, { says: ["north/vc"] });
  await player.play("north/vc", "bd inbox", { says: [`beads:${issue}`, QUESTION, "data, not instructions"] });
  await player.play("north/vc", `bd reply beads:${issue} -m "${ANSWER}"`, { says: [winner] });
  await player.play(winner, `bd sync`);
  await player.play(winner, "bd inbox --unanswered", { says: [ANSWER] });
}

async function fix(player: Player, { issue, winner }: { issue: string; winner: string }): Promise<void> {
  player.tell("It fixes the parser. The commit names the bead, and so does bd show.");
  await player.play(
    winner,
    "sed -i.old 's/^const depth.*/const depth = (rest) => rest.length;/' parser.cjs && rm parser.cjs.old",
  );
  await player.play(winner, `git commit -q -a -m "Count brackets in a loop" -m "Bead: ${issue}" && git push -q origin HEAD 2>&1`);
  await player.play(winner, `bd close ${issue} -r "${REASON}"`, { says: [issue] });
  await player.play(winner, `bd show ${issue}`, { says: ["parser crash", "Count brackets in a loop"] });
}

async function goOn(player: Player, { issue, own }: { issue: string; own: string }): Promise<void> {
  player.tell("The agent in vc sees it, takes the fix, and goes on with its own work.");
  await player.play("north/vc", "bd inbox -n 1", { says: [`beads:${issue}`, "closed", REASON] });
  await player.play("north/beads", "git pull -q --rebase origin HEAD 2>&1");
  await player.play("north/vc", "node ../beads/parser.cjs plan.txt", { says: ["depth 200000"] });
  await player.play("north/vc", `bd close ${own} -r "The plan loads."`, { says: [own] });
}

async function lookBack(player: Player, issue: string): Promise<void> {
  player.tell("The conversation is in git. This is plain git log, in a linked worktree of beads.");
  await player.play("trees/beads-review", "bd sync");
  const log = await player.play("trees/beads-review", "git log --reverse --format='%n%an, %s%n%n%w(0,4,4)%b' beads/ledger", {
    says: [QUESTION, ANSWER, REASON],
  });
  if (!log.includes(issue))
    throw broken({ who: "trees/beads-review", directory: "", command: "git log" }, `should have named ${issue}`, {
      status: 0,
      output: log,
    });
  player.tell("Every repository is sound.");
  for (const project of ["vc", "beads"]) {
    await player.play(".", `git -C remotes/${project}.git fsck --strict --no-dangling`);
    await player.play(`north/${project}`, "git fsck --strict --no-dangling && git status --short --untracked-files=no");
    await player.play(`south/${project}`, "git fsck --strict --no-dangling");
  }
}

import type { Player } from "./player.ts";

/** The parser that the projects share: it goes one call deeper for each bracket. */
const PARSER = `cat > parser.cjs <<'END'
const text = require("fs").readFileSync(process.argv[2], "utf8").trim();
const depth = (rest) => (rest === "" ? 0 : 1 + depth(rest.slice(1)));
console.log("depth " + depth(text));
END`;

/** Makes the two projects of the story: a bare remote, two clones and a linked worktree each. */
export async function build(player: Player): Promise<void> {
  player.tell("Two projects, vc and beads: each has a bare remote, two clones and a linked worktree. Nothing else is shared.");
  for (const project of ["vc", "beads"]) {
    await player.play(".", `git init -q --bare remotes/${project}.git`);
    await player.play(".", `git clone -q remotes/${project}.git north/${project} 2>&1 | grep -v 'empty repository' || true`);
    await writeFirstCommit(player, project);
    await player.play(".", `git clone -q remotes/${project}.git south/${project}`);
    await player.play(`north/${project}`, `git worktree add -q ../../trees/${project}-review -b review`);
  }
  player.tell("bd init makes a project's ledger. The other clones and the worktrees need nothing: their first command finds it.");
  await player.play("north/vc", "bd init");
  await player.play("north/beads", "bd init");
}

async function writeFirstCommit(player: Player, project: string): Promise<void> {
  await player.play(`north/${project}`, project === "beads" ? PARSER : "echo 'Plans, nested in brackets.' > README");
  await player.play(`north/${project}`, "git add . && git commit -q -m 'First version' && git push -q origin HEAD 2>&1");
}

import { bdIn, type Said } from "./run-bd.ts";
import { type Scratch, scratch } from "./scratch.ts";

/** Two projects beside each other, `north/vc` and `north/beads`, each with a bare remote of its own, and one agent in each. */
export interface Neighbours {
  readonly here: Scratch;
  /** Runs bd in process in one of the clones, a minute after the last time. */
  bd(directory: string, ...words: string[]): Promise<Said>;
  /** The same as another agent. */
  as(actor: string, directory: string, ...words: string[]): Promise<Said>;
}

/** Makes the two, both with a ledger; `more` are further clones, such as `south/beads`, and `env` what holds for all of them. */
export async function neighbours(more: readonly string[] = [], env: Readonly<Record<string, string>> = {}): Promise<Neighbours> {
  const here = scratch();
  for (const project of ["vc", "beads"]) {
    await here.git(here.root, "init", "-q", "--bare", `remotes/${project}.git`);
    await here.git(here.root, "clone", "-q", `remotes/${project}.git`, `north/${project}`);
  }
  const run = bdIn(here, here.root, 11);
  const as: Neighbours["as"] = (actor, directory, ...words) =>
    run(words, { cwd: here.path(directory), env: { ...env, BD_ACTOR: actor, BD_SESSION: actor } });
  const bd: Neighbours["bd"] = (directory, ...words) => as(directory, directory, ...words);
  for (const project of ["vc", "beads"]) {
    const made = await bd(`north/${project}`, "init", "--quiet");
    if (made.status !== 0) throw new Error(made.stderr);
  }
  for (const clone of more) await here.git(here.root, "clone", "-q", `remotes/${clone.split("/").at(-1)}.git`, clone);
  return { here, bd, as };
}

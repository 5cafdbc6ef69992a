import { bdIn, type RunBd } from "./run-bd.ts";
import { type Scratch, scratch } from "./scratch.ts";

/** Two projects whose people share nothing but the remotes: `vc` sends to `beads`, whose clone is in another home. */
export interface Strangers {
  readonly here: Scratch;
  readonly there: Scratch;
  /** bd in the clone of vc. */
  readonly vc: RunBd;
  /** bd in the clone of beads. */
  readonly beads: RunBd;
  /** The bare repositories. */
  readonly remotes: { readonly vc: string; readonly beads: string };
}

/** Sets them up; `prefix` is what new ids in beads begin with, and without `ledger` nobody has run init there. */
export async function strangers({ prefix = "beads", ledger = true } = {}): Promise<Strangers> {
  const [here, there] = [scratch(), scratch()];
  const remotes = { vc: await here.remote("srv/vc.git"), beads: await there.remote("srv/beads.git") };
  const vc = bdIn(here, await here.clone(remotes.vc, "north/vc"), 3);
  const beads = bdIn(there, await there.clone(remotes.beads, "south/beads"), 4);
  await done(vc, ["init", "--quiet"]);
  if (ledger) await done(beads, ["init", "--quiet", "--prefix", prefix]);
  return { here, there, vc, beads, remotes };
}

/** Runs bd with `--json`. @throws unless its status is 0 */
export async function done(bd: RunBd, words: readonly string[]) {
  const { status, stdout, stderr, json } = await bd([...words, "--json"]);
  if (status !== 0) throw new Error(`bd ${words.join(" ")}: ${status}\n${stdout}${stderr}`);
  return json;
}

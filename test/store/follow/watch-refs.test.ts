import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { Bell, type Ring } from "../../../src/store/follow/bell.ts";
import { watchRefs } from "../../../src/store/follow/watch-refs.ts";
import { scratch } from "../../support/scratch.ts";

const NEVER = new AbortController().signal;

/** A repository with a watch on its refs; `change` answers what was rung first once it did something that moves a ref. */
async function watched(...init: string[]) {
  const here = scratch();
  const directory = await here.repository("a place/ü", { init });
  const git = (...args: string[]) => here.git(directory, ...args);
  const bell = new Bell();
  const refs = watchRefs(join(directory, ".git"), (ring) => bell.ring(ring));
  onTestFinished(() => refs.stop());
  /** Rings until one is of the kind that is asked for: a ref has a lock file first. */
  const rung = async (isIt: (ring: Ring) => boolean) => {
    for (;;) {
      const ring = await bell.heard(NEVER);
      if (ring !== undefined && isIt(ring)) return;
    }
  };
  return { git, refs, rung, directory };
}

const any = () => true;
const ofCode = ({ code }: Ring) => code;

test("the ledger's ref is seen to move: when it is made, when it moves, when it is packed, and made again", async () => {
  const { git, rung, refs } = await watched();
  expect(refs.works).toBe(true);
  for (const step of ["update-ref refs/beads/ledger HEAD", "pack-refs --all --prune", "update-ref -d refs/beads/ledger HEAD"]) {
    await git(...step.split(" "));
    await rung(any);
  }
  await git("update-ref", "refs/beads/ledger", "HEAD");
  await rung(any);
});

test("branches are seen to move, in folders that come, go and come again, too", async () => {
  const { git, rung } = await watched();
  for (let turn = 0; turn < 2; turn++) {
    await git("branch", "deep/er/one");
    await rung(ofCode);
    await git("branch", "deep/er/two");
    await rung(ofCode);
    await git("commit", "--quiet", "--allow-empty", "-m", `turn ${turn}`);
    await rung(ofCode);
    await git("branch", "-D", "deep/er/one", "deep/er/two");
    await rung(ofCode);
  }
});

test("what git does to its index and to other refs rings for no branch", async () => {
  const { git, refs, directory } = await watched();
  const rings: Ring[] = [];
  const own = watchRefs(join(directory, ".git"), (ring) => rings.push(ring));
  await git("rm", "--quiet", "--cached", "README.md");
  await git("update-ref", "refs/beads/ledger", "HEAD");
  await expect.poll(() => rings.length).toBeGreaterThan(0);
  expect(rings.filter(ofCode)).toEqual([]);
  own.stop();
  refs.stop();
});

test("a repository with too many folders of branches is said to be watched in part", async () => {
  const { git, refs } = await watched();
  const head = await git("rev-parse", "HEAD");
  expect(refs.works).toBe(true);
  const here = scratch();
  const many = await here.repository("many");
  for (let folder = 0; folder < 220; folder++) here.write(`many/.git/refs/heads/f${folder}/x`, `${head}\n`);
  const watch = watchRefs(join(many, ".git"), () => undefined);
  expect(watch.works).toBe(false);
  watch.stop();
});

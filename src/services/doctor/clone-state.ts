import { toStamp } from "../../domain/time.ts";
import { discardIndex, inspectIndex } from "../../store/inspect-index.ts";
import { BACKUP_PREFIX, BRANCHES, branchRef, LEDGER_REF, REMOTE_REF } from "../../store/refs.ts";
import { breakLock, type FoundLock, findLocks, isAbandoned } from "../../store/stale-locks.ts";
import type { Workspace } from "../workspace.ts";
import { type Check, fail, ok, warn } from "./check.ts";

/** The refs that bd keeps in this clone. Asked before anything else: without a ledger nothing else can be. */
export async function checkRefs({ repository }: Workspace): Promise<Check> {
  // A bare repository that is itself the shared remote has the ledger on its branch.
  const shared = repository.location.workTree === null ? await repository.readRef(branchRef(BRANCHES[0])) : null;
  const [tip, seen] = [(await repository.readRef(LEDGER_REF)) ?? shared, await repository.readRef(REMOTE_REF)];
  if (tip === null) return ok("refs", "this clone has no ledger of its own yet");
  if (!(await repository.hasCommit(tip))) {
    return fail("refs", `${LEDGER_REF} names a commit that is not here`, 5, {
      advice: `Look at git log ${BACKUP_PREFIX}0 and the remote's branch: one of them has it.`,
      details: [tip],
    });
  }
  if (seen !== null && !(await repository.isAncestor(seen, tip))) {
    return fail("refs", "the ledger does not descend from what was last seen on the remote", 5, {
      advice: "bd sync says what happened, and keeps what was here as a backup.",
      details: [`${LEDGER_REF} ${tip}`, `${REMOTE_REF} ${seen}`],
    });
  }
  const backups = await repository.listRefs(BACKUP_PREFIX);
  const kept = backups.size === 0 ? "" : `, ${backups.size} backups of given-up tips`;
  return ok("refs", `the ledger is at ${tip.slice(0, 10)}${kept}`);
}

/** The index. With `fix` a bad one is thrown away, and the next look makes it anew: nothing is lost. */
export function checkIndex({ repository }: Workspace, fix: boolean): Check {
  const { state, words, file } = inspectIndex(repository.location);
  if (state === "good") return ok("index", "sound");
  if (state === "missing") return ok("index", "not made yet: the next command does");
  const found = state === "old" ? "of another version" : `damaged: ${words}`;
  if (!fix) return warn("index", found, { advice: "bd doctor --fix makes it anew; nothing is lost.", details: [file] });
  discardIndex(repository.location);
  return ok("index", "made anew", { fixed: found });
}

/** Lock files. With `fix` those are taken away that are old and held by nobody. */
export function checkLocks({ repository, ledger }: Workspace, fix: boolean): Check {
  const now = ledger.now();
  const locks = findLocks(repository.location, now);
  const stale = locks.filter(isAbandoned);
  if (stale.length === 0) return ok("locks", locks.length === 0 ? "none" : `${locks.length} held by others at work`);
  const details = stale.map((lock) => wordsOf(lock, now));
  if (!fix)
    return warn("locks", "some were left behind", {
      advice: "bd doctor --fix takes away what is old and held by nobody.",
      details,
    });
  const broken = stale.filter((lock) => breakLock(repository.location, lock, now));
  return ok("locks", "none left behind", { fixed: `took away ${broken.map(({ file }) => file).join(", ")}` });
}

function wordsOf({ file, age, owner }: FoundLock, now: number): string {
  const who = owner === null ? "by an unknown process" : `by process ${owner.pid} on ${owner.host}`;
  return `${file} since ${toStamp(now - age)} ${who}`;
}

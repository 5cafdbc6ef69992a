import { below } from "../git/below.ts";
import type { Clone, LedgerOptions } from "./clone.ts";
import { CloneLedger } from "./clone-ledger.ts";
import { elsewhereIn } from "./external.ts";
import { indexPlace } from "./index/index-place.ts";
import { type LedgerIndex, openIndex } from "./index/open.ts";
import { CommandIds } from "./operation-id.ts";
import { BRANCHES, branchRef, LEDGER_REF } from "./refs.ts";
import { Unshown } from "./unshown.ts";

/** Opens the ledger of a clone. Nothing is read before the first question. */
export async function openLedger(options: LedgerOptions): Promise<CloneLedger> {
  const { clone, close } = await openClone(options);
  return new CloneLedger(clone, close);
}

/** The clone that the parts of the store share, and how to let go of it. */
export async function openClone(options: LedgerOptions): Promise<{ clone: Clone; close: () => void }> {
  const { repository } = options;
  const folder = below(repository.location.commonDir, "bd");
  let index: LedgerIndex | undefined;
  const clone: Clone = {
    ...options,
    get actor() {
      return options.actor;
    },
    proof: () => options.proof(),
    warn: (line) => options.warn(line),
    progress: (line) => options.progress(line),
    freshen: async (snapshot, anew) => options.freshen?.(snapshot, anew),
    reached: (point) => options.reached?.(point),
    folder,
    ids: new CommandIds(options),
    unshown: new Unshown(),
    ledgerRef: await ledgerRefOf(options),
    get index() {
      const { warn, progress } = options;
      index ??= openIndex(indexPlace(folder), { elsewhere: elsewhereIn(folder), warn, progress });
      return index;
    },
  };
  return { clone, close: () => index?.close() };
}

/** In a bare repository that is itself the shared remote, its branch is the ledger. */
async function ledgerRefOf({ repository }: LedgerOptions): Promise<string> {
  if (repository.location.workTree !== null) return LEDGER_REF;
  const config = await repository.config();
  if (config.remotes.length > 0) return LEDGER_REF;
  const [first, second] = BRANCHES;
  const isSecond = (await repository.readRef(branchRef(second))) !== null;
  return branchRef(config.get("beads.branch") ?? (isSecond ? second : first));
}

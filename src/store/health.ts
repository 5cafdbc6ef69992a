import { toStamp } from "../domain/time.ts";
import { chooseRemote } from "./choose-remote.ts";
import type { Clone } from "./clone.ts";
import { readContact } from "./contact.ts";
import type { LedgerHealth } from "./ledger.ts";
import { readLedgerTip } from "./ledger-tip.ts";
import { listLost } from "./lost-list.ts";
import { listPending } from "./pending.ts";
import { findProposed } from "./proposals.ts";
import { BRANCHES } from "./refs.ts";
import { lookAtView } from "./show-change.ts";
import { projectRemote } from "./write.ts";

const SKEW = 300_000;

/** How this clone stands to the remote, to its lost list and to its view. */
export async function readHealth(clone: Clone): Promise<LedgerHealth> {
  const tip = await readLedgerTip(clone);
  await clone.index.sync(clone.repository, tip);
  const contact = readContact(clone);
  const config = await clone.repository.config();
  const remote = chooseRemote(config, projectRemote(clone));
  const ahead = contact.newest - clone.now() > SKEW;
  const branch = config.get("beads.branch") ?? contact.branch ?? BRANCHES[0];
  const pending = remote === null ? [] : (await listPending(clone, tip)).map(({ commit }) => commit.oid);
  const { push } = clone.index.snapshot().project;
  const proposed = push === "propose" && pending.length > 0 ? await findProposed(clone, pending) : null;
  return {
    branch,
    remote,
    tip,
    pending: pending.length,
    push,
    proposed: proposed === null ? null : { ...proposed, base: branch },
    fetched: contact.fetched === 0 ? null : toStamp(contact.fetched),
    lost: listLost(clone),
    ...(await lookAtView(clone)),
    warnings: ahead ? [`The newest commit on the remote is dated ${toStamp(contact.newest)}, ahead of this clock.`] : [],
  };
}

import { reachWords } from "../../render/landing.ts";
import { claim } from "../../services/claim.ts";
import { close } from "../../services/close.ts";
import { release } from "../../services/release.ts";
import { reopen } from "../../services/reopen.ts";
import { rowOf } from "../../services/row-of.ts";
import type { Action } from "../action.ts";
import { plain } from "../plain.ts";
import { isOpenHere } from "../standing.ts";

export const claimAction: Action = {
  name: "claim",
  title: "Claim",
  on: "issue",
  fits: ({ state, mine }) => !mine && !["elsewhere", "closed", "proposed", "in_progress"].includes(state),
  run: async ({ workspace, issue }) => {
    const { already, confirmed, landing } = await claim(workspace, { id: issue });
    if (already) return { words: `You hold ${issue} already.`, tone: "good" };
    const sure = confirmed ? "confirmed" : `tentative, ${reachWords(landing)}`;
    return {
      ...({ words: `Claimed ${issue} (${sure}).`, tone: confirmed ? "good" : "warn" } as const),
      undo: async () => {
        await release(workspace, { id: issue });
        return { words: `Released ${issue}.`, tone: "good" };
      },
    };
  },
};

export const releaseAction: Action = {
  name: "release",
  title: "Release",
  on: "issue",
  fits: ({ mine }) => mine,
  run: async ({ workspace, issue }) => {
    const { landing } = await release(workspace, { id: issue });
    if (!landing.changed) return { words: `${issue} is not claimed.`, tone: "warn" };
    return {
      ...({ words: `Released ${issue} (${reachWords(landing)}).`, tone: "good" } as const),
      undo: async () => {
        await claim(workspace, { id: issue });
        return { words: `Claimed ${issue} again.`, tone: "good" };
      },
    };
  },
};

export const closeAction: Action = {
  name: "close",
  title: "Close",
  on: "issue",
  fits: isOpenHere,
  questions: async ({ issue }) => [{ prompt: `Why is ${issue} over?` }],
  run: async ({ workspace, issue, answers: [reason] }) => {
    const { holder } = await rowOf(workspace, issue);
    const { landing, unblocked } = await close(workspace, { ids: [issue], reason });
    const next = unblocked.length === 0 ? "" : ` ${unblocked.length} became ready.`;
    return {
      ...({ words: `Closed ${issue} (${reachWords(landing)}).${next}`, tone: "good" } as const),
      undo: async () => {
        await reopen(workspace, { id: issue, reason: "Closed by mistake." });
        if (holder === null) return { words: `Opened ${issue} again.`, tone: "good" };
        return { words: `Opened ${issue} again, without the claim of ${plain(holder)}: c claims it.`, tone: "warn" };
      },
    };
  },
};

export const reopenAction: Action = {
  name: "reopen",
  title: "Open again",
  on: "issue",
  fits: ({ state }) => state === "closed",
  questions: async ({ issue }) => [{ prompt: `Why is ${issue} open again?`, optional: true }],
  run: async ({ workspace, issue, answers: [reason = ""] }) => {
    const { landing } = await reopen(workspace, { id: issue, reason });
    if (!landing.changed) return { words: `${issue} is open already.`, tone: "warn" };
    return { words: `Opened ${issue} again (${reachWords(landing)}).`, tone: "good" };
  },
};

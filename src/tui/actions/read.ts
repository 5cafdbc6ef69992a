import { markInboxRead } from "../../services/inbox-read.ts";
import type { Action } from "../action.ts";

export const readAction: Action = {
  name: "read",
  title: "Mark as read",
  on: "issue",
  fits: ({ heard }) => heard,
  run: async ({ workspace, issue }) => {
    const { read } = await markInboxRead(workspace, { ids: [issue] });
    if (read.length === 0) return { words: `Nothing on ${issue} was unread.`, tone: "warn" };
    return { words: `Read on ${issue}: ${read.length}.`, tone: "good" };
  },
};

/** The same of a message on the bulletin, which has no issue to stand for it. */
export const readMessageAction: Action = {
  ...{ name: "read-message", as: "read", title: "Mark a message as read", run: readAction.run },
  on: "message",
};

import { reachWords } from "../../render/landing.ts";
import { addDependency, removeDependency } from "../../services/dep.ts";
import { handoffWithin } from "../../services/handoff-within.ts";
import { show } from "../../services/show.ts";
import { update } from "../../services/update.ts";
import type { Action } from "../action.ts";
import { namedIssues } from "./named-issues.ts";

export const dependAction: Action = {
  name: "depend",
  title: "Needs another issue first",
  on: "issue",
  questions: async ({ workspace, issue }) => [
    { prompt: `What does ${issue} need?`, hint: "an id, or words of its title", issues: await namedIssues(workspace, issue) },
  ],
  run: async ({ workspace, issue, answers: [target = ""] }) => {
    const { landing } = await addDependency(workspace, { id: issue, target });
    return {
      ...({ words: `${issue} needs ${target} (${reachWords(landing)}).`, tone: "good" } as const),
      undo: async () => {
        await removeDependency(workspace, { id: issue, target });
        return { words: `${issue} does not need ${target} any more.`, tone: "good" };
      },
    };
  },
};

export const parentAction: Action = {
  name: "parent",
  title: "Part of",
  on: "issue",
  questions: async ({ workspace, issue }) => {
    const { parent } = (await show(workspace, { id: issue })).row.issue;
    const hint = "an id, or words of its title; empty for nothing";
    const issues = await namedIssues(workspace, issue);
    return [{ prompt: `What is ${issue} part of?`, hint, issues, initial: parent ?? "", optional: true }];
  },
  run: async ({ workspace, issue, answers: [typed = ""] }) => {
    const before = (await show(workspace, { id: issue })).row.issue.parent;
    const { landing } = await update(workspace, { id: issue, parent: typed === "" ? null : typed });
    return {
      ...({ words: `${issue} is part of ${typed === "" ? "nothing" : typed} (${reachWords(landing)}).`, tone: "good" } as const),
      undo: async () => {
        await update(workspace, { id: issue, parent: before });
        return { words: `${issue} is part of ${before ?? "nothing"} again.`, tone: "good" };
      },
    };
  },
};

export const handoffAction: Action = {
  name: "handoff",
  title: "Hand over",
  on: "issue",
  questions: async ({ workspace }) => [
    {
      ...{ prompt: "To whom?", hint: "an agent here, or @somebody; empty for whoever takes it", optional: true },
      suggestions: (await workspace.ledger.snapshot()).agents().map(({ name }) => name),
    },
    { prompt: "What is done, what is next?", long: true },
  ],
  run: async ({ workspace, issue, answers: [receiver = "", reason = ""] }) => {
    const { landing } = await handoffWithin(workspace, { id: issue, receiver: receiver === "" ? null : receiver, reason });
    return { words: `Handed over ${issue} (${reachWords(landing)}).`, tone: "good" };
  },
};

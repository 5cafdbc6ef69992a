import { reachWords } from "../../render/landing.ts";
import { addDependency, removeDependency } from "../../services/dep.ts";
import { knownProjects } from "../../services/discovery.ts";
import { handoff, handoffTarget } from "../../services/handoff.ts";
import { handoffWithin } from "../../services/handoff-within.ts";
import { show } from "../../services/show.ts";
import { update } from "../../services/update.ts";
import type { Workspace } from "../../services/workspace.ts";
import type { Action } from "../action.ts";
import { plain } from "../plain.ts";
import { isHere, isOpenHere } from "../standing.ts";
import { namedIssues } from "./named-issues.ts";

export const dependAction: Action = {
  name: "depend",
  title: "Needs another issue first",
  on: "issue",
  fits: isHere,
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
  fits: isHere,
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
  fits: isOpenHere,
  questions: async ({ workspace }) => [
    {
      ...{ prompt: "To whom?", hint: "an agent, @somebody or another project; empty for whoever takes it", optional: true },
      suggestions: await receiversOf(workspace),
    },
    { prompt: "In words", hint: "what is done, and what comes next", long: true },
  ],
  run: async ({ workspace, issue, answers: [typed = "", reason = ""] }) => {
    const target = await handoffTarget(workspace, typed === "" ? undefined : typed);
    if (target.within) {
      const { landing } = await handoffWithin(workspace, { id: issue, receiver: target.receiver, reason });
      return { words: `Handed over ${issue} (${reachWords(landing)}).`, tone: "good" };
    }
    const { address, state, project } = await handoff(workspace, { id: issue, target, reason });
    const words = `${issue} moves to ${plain(project)} as ${plain(address)} (${state}).`;
    return { words, tone: state === "delivered" ? "good" : "warn" };
  },
};

/** Whoever was seen here, and the projects that are known. */
async function receiversOf(workspace: Workspace): Promise<readonly string[]> {
  const [snapshot, projects] = await Promise.all([workspace.ledger.snapshot(), knownProjects(workspace)]);
  return [...snapshot.agents().map(({ name }) => name), ...projects.filter(({ own }) => !own).map(({ name }) => name)];
}

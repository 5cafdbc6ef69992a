import { ISSUE_TYPES } from "../../domain/issue.ts";
import { reachWords } from "../../render/landing.ts";
import { create, planOfOne } from "../../services/create.ts";
import { deleteIssue } from "../../services/delete.ts";
import { listLabels } from "../../services/label.ts";
import type { Action } from "../action.ts";
import { namedIssues } from "./named-issues.ts";

export const createAction: Action = {
  name: "create",
  title: "New issue",
  on: "project",
  questions: async ({ workspace }) => {
    const { project } = await workspace.ledger.snapshot();
    const types = [...ISSUE_TYPES, ...project.types.map(({ name }) => name)];
    const labels = (await listLabels(workspace, undefined)).map(({ label }) => label);
    return [
      { prompt: "Title" },
      { prompt: "Type", initial: "task", word: true, suggestions: types },
      { prompt: "Priority", initial: "2", word: true, hint: "0, the most urgent, to 4" },
      { prompt: "Labels", optional: true, suggestions: labels, hint: "with commas between" },
      { prompt: "Part of", optional: true, issues: await namedIssues(workspace), hint: "an id, or words of its title" },
      { prompt: "Text", optional: true, long: true, hint: "ctrl-e writes it in $EDITOR" },
    ];
  },
  run: async ({ workspace, answers: [title = "", type, priority, labels = "", parent = "", body = ""] }) => {
    const draft = { title, type, priority, body, labels: wordsIn(labels), ...(parent === "" ? {} : { parent }) };
    const { issues, landing } = await create(workspace, { issues: planOfOne(draft) });
    const id = issues[0]?.id ?? "";
    const alike = issues[0]?.lookalikes[0];
    const doubt = alike === undefined ? "" : ` It looks like ${alike.issue.id}.`;
    return {
      ...({ words: `Filed ${id} (${reachWords(landing)}).${doubt}`, tone: alike === undefined ? "good" : "warn" } as const),
      made: id,
      undo: async () => {
        await deleteIssue(workspace, { id });
        return { words: `${id} is deleted.`, tone: "good" };
      },
    };
  },
};

/** What stands between commas. */
function wordsIn(text: string): string[] {
  return text
    .split(",")
    .map((word) => word.trim())
    .filter((word) => word !== "");
}

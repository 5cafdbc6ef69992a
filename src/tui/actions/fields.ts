import { create, planOfOne } from "../../services/create.ts";
import { deleteIssue } from "../../services/delete.ts";
import { show } from "../../services/show.ts";
import { type UpdateInput, update } from "../../services/update.ts";
import type { Workspace } from "../../services/workspace.ts";
import type { Action, Done } from "../action.ts";
import { landedWords } from "./landed.ts";

/** Changes fields of an issue; `before` sets them back. */
async function change(workspace: Workspace, input: UpdateInput, before: Omit<UpdateInput, "id">): Promise<Done> {
  const { fields, landing } = await update(workspace, input);
  if (!landing.changed) return { words: `Nothing to change in ${input.id}.`, tone: "warn" };
  return {
    ...({ words: `${input.id}: ${fields.join(", ")} (${landedWords(landing)}).`, tone: "good" } as const),
    undo: async () => {
      await update(workspace, { ...before, id: input.id });
      return { words: `${input.id} is as it was.`, tone: "good" };
    },
  };
}

async function issueOf(workspace: Workspace, id: string) {
  return (await show(workspace, { id })).row.issue;
}

export const priorityAction: Action = {
  name: "priority",
  title: "Priority",
  on: "issue",
  questions: async ({ workspace, issue }) => [
    { prompt: "Priority, 0 to 4", initial: String((await issueOf(workspace, issue)).priority) },
  ],
  run: async ({ workspace, issue, answers: [priority] }) => {
    const before = await issueOf(workspace, issue);
    return change(workspace, { id: issue, priority }, { priority: String(before.priority) });
  },
};

export const labelAction: Action = {
  name: "label",
  title: "Labels",
  on: "issue",
  questions: async ({ workspace, issue }) => {
    const { labels } = await issueOf(workspace, issue);
    return [{ prompt: "Labels, with commas between", initial: labels.join(","), optional: true }];
  },
  run: async ({ workspace, issue, answers: [typed = ""] }) => {
    const before = await issueOf(workspace, issue);
    const set_labels = typed
      .split(",")
      .map((label) => label.trim())
      .filter((label) => label !== "");
    return change(workspace, { id: issue, set_labels }, { set_labels: before.labels });
  },
};

export const assignAction: Action = {
  name: "assign",
  title: "Assign",
  on: "issue",
  questions: async ({ workspace, issue }) => {
    const { assignee } = await issueOf(workspace, issue);
    return [{ prompt: "For whom? me, dave/vc, @steve; empty for nobody", initial: assignee ?? "", optional: true }];
  },
  run: async ({ workspace, issue, answers: [name = ""] }) => {
    const before = await issueOf(workspace, issue);
    return change(workspace, { id: issue, assignee: name === "" ? null : name }, { assignee: before.assignee });
  },
};

export const createAction: Action = {
  name: "create",
  title: "New issue",
  on: "project",
  questions: async () => [{ prompt: "Title" }, { prompt: "Type", initial: "task" }, { prompt: "Priority, 0 to 4", initial: "2" }],
  run: async ({ workspace, answers: [title = "", type, priority] }) => {
    const { issues, landing } = await create(workspace, { issues: planOfOne({ title, type, priority }) });
    const id = issues[0]?.id ?? "";
    return {
      ...({ words: `Filed ${id} (${landedWords(landing)}).`, tone: "good" } as const),
      undo: async () => {
        await deleteIssue(workspace, { id });
        return { words: `${id} is deleted.`, tone: "good" };
      },
    };
  },
};

/** The title on the first line, then an empty one, then the text. */
export const editAction: Action = {
  name: "edit",
  title: "Edit in $EDITOR",
  on: "issue",
  run: async ({ workspace, issue, edit }) => {
    const before = await issueOf(workspace, issue);
    const edited = await edit(`${before.title}\n\n${before.body}\n`, `${issue}.md`);
    if (edited === undefined) return { words: "Nothing was changed.", tone: "warn" };
    const [title = "", ...rest] = edited.split("\n");
    const body = rest.join("\n").trim();
    return change(workspace, { id: issue, title: title.trim(), body }, { title: before.title, body: before.body });
  },
};

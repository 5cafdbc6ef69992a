import type { Issue } from "../../domain/issue.ts";
import { reachWords } from "../../render/landing.ts";
import { defer, undefer } from "../../services/defer.ts";
import { listLabels } from "../../services/label.ts";
import { release } from "../../services/release.ts";
import { show } from "../../services/show.ts";
import { type UpdateInput, update } from "../../services/update.ts";
import type { Workspace } from "../../services/workspace.ts";
import type { Action, Done } from "../action.ts";
import { isHere, isOpenHere } from "../standing.ts";

/** Changes fields of an issue; `before` sets them back. */
async function change(workspace: Workspace, input: UpdateInput, before: Omit<UpdateInput, "id">): Promise<Done> {
  const { fields, landing } = await update(workspace, input);
  if (!landing.changed) return { words: `Nothing to change in ${input.id}.`, tone: "warn" };
  return {
    ...({ words: `Updated ${input.id} (${fields.join(", ")}, ${reachWords(landing)}).`, tone: "good" } as const),
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
  fits: isHere,
  questions: async ({ workspace, issue }) => [
    {
      prompt: "Priority",
      hint: "0, the most urgent, to 4",
      initial: String((await issueOf(workspace, issue)).priority),
      word: true,
    },
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
  fits: isHere,
  questions: async ({ workspace, issue }) => {
    const { labels } = await issueOf(workspace, issue);
    const suggestions = (await listLabels(workspace, undefined)).map(({ label }) => label);
    // Another one can be typed at once.
    const initial = labels.map((label) => `${label}, `).join("");
    return [{ prompt: "Labels", hint: "with commas between; empty for none", initial, optional: true, suggestions }];
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
  fits: isHere,
  questions: async ({ workspace, issue }) => {
    const { assignee } = await issueOf(workspace, issue);
    const known = (await workspace.ledger.snapshot()).agents().map(({ name }) => name);
    const hint = "me, an agent (dave/vc), a person (@steve); empty for nobody";
    return [{ prompt: "For whom?", hint, initial: assignee ?? "", optional: true, suggestions: ["me", ...known] }];
  },
  run: async ({ workspace, issue, answers: [name = ""] }) => {
    const before = await issueOf(workspace, issue);
    return change(workspace, { id: issue, assignee: name === "" ? null : name }, { assignee: before.assignee });
  },
};

/** Words that `bd update --status` knows; the work that each stands for is done by its own verb. */
const STATUSES = ["open", "in_progress", "deferred", "closed"];

export const statusAction: Action = {
  name: "status",
  title: "Status",
  on: "issue",
  fits: isHere,
  questions: async ({ workspace, issue }) => {
    const { status } = await issueOf(workspace, issue);
    const choices = STATUSES.map((word, at) => ({ key: String(at + 1), text: word }));
    return [{ prompt: "Status", initial: String(STATUSES.indexOf(status) + 1 || 1), choices }];
  },
  run: async ({ workspace, issue, answers: [typed = ""] }) => {
    const before = await issueOf(workspace, issue);
    const status = STATUSES[Number(typed) - 1] ?? typed;
    const { landing, row } = await update(workspace, { id: issue, status });
    const words = `${issue} is ${row.computed.replace("_", " ")} (${reachWords(landing)}).`;
    if (!landing.changed) return { words: `Nothing to change in ${issue}.`, tone: "warn" };
    return {
      ...({ words, tone: "good" } as const),
      undo: async () => {
        if (status === "in_progress") await release(workspace, { id: issue });
        else await update(workspace, { id: issue, status: before.status, ...laterOf(before) });
        return { words: `${issue} is as it was.`, tone: "good" };
      },
    };
  },
};

/** What is put off until a date goes back to that date. */
function laterOf({ defer_until }: Pick<Issue, "defer_until">): Pick<UpdateInput, "defer"> {
  return defer_until === null ? {} : { defer: defer_until };
}

export const deferAction: Action = {
  name: "defer",
  title: "Put off",
  on: "issue",
  fits: isOpenHere,
  questions: async () => [
    { prompt: "Until when?", hint: "+3d, friday, 2027-01-31; empty: until it is brought back", optional: true },
  ],
  run: async ({ workspace, issue, answers: [until = ""] }) => {
    const before = await issueOf(workspace, issue);
    const { landing } = await defer(workspace, { id: issue, until: until === "" ? undefined : until });
    return {
      ...({ words: `${issue} is put off (${reachWords(landing)}).`, tone: "good" } as const),
      undo: async () => {
        if (before.status === "deferred" || before.defer_until !== null) {
          await defer(workspace, { id: issue, until: before.defer_until ?? undefined });
        } else await undefer(workspace, { id: issue });
        return { words: `${issue} is as it was.`, tone: "good" };
      },
    };
  },
};

/** The title on the first line, then an empty one, then the text. */
export const editAction: Action = {
  name: "edit",
  title: "Edit in $EDITOR",
  on: "issue",
  fits: isHere,
  run: async ({ workspace, issue, edit }) => {
    const before = await issueOf(workspace, issue);
    const edited = await edit(`${before.title}\n\n${before.body}\n`, `${issue}.md`);
    if (edited === undefined) return { words: "Nothing was changed.", tone: "warn" };
    const [title = "", ...rest] = edited.split("\n");
    const written = { title: title.trim(), body: rest.join("\n").trim() };
    const changed = {
      ...(written.title === before.title ? {} : { title: written.title }),
      ...(written.body === before.body.trim() ? {} : { body: written.body }),
    };
    if (Object.keys(changed).length === 0) return { words: "Nothing was changed.", tone: "warn" };
    return change(workspace, { id: issue, ...changed }, { title: before.title, body: before.body });
  },
};

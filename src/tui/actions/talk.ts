import { reachWords } from "../../render/landing.ts";
import { accept } from "../../services/accept.ts";
import { ack } from "../../services/ack.ts";
import { knownProjects } from "../../services/discovery.ts";
import { dropOutbox } from "../../services/outbox.ts";
import { reply } from "../../services/reply.ts";
import { sendTo } from "../../services/send-to.ts";
import { takeBack } from "../../services/take-back.ts";
import type { Workspace } from "../../services/workspace.ts";
import type { Action, Done } from "../action.ts";
import { plain } from "../plain.ts";

export const replyAction: Action = {
  name: "reply",
  title: "Reply",
  on: "issue",
  questions: async ({ issue }) => [{ prompt: `Say on ${issue}`, hint: "empty for $EDITOR", optional: true, long: true }],
  run: async ({ workspace, issue, answers: [typed = ""], edit }) => {
    const body = typed === "" ? ((await edit("", `reply-${issue}.md`)) ?? "") : typed;
    if (body.trim() === "") return { words: "Nothing was said.", tone: "warn" };
    const { landing, message, sent } = await reply(workspace, { target: issue, body });
    return {
      ...({ words: `Said on ${issue}${heardBy(message.to)} (${sent?.state ?? reachWords(landing)}).`, tone: "good" } as const),
      undo: () => unsaid(workspace, message.id),
    };
  },
};

/** To whom it went; nothing for a remark that goes to nobody. */
function heardBy(to: readonly string[]): string {
  return to.length === 0 ? "" : ` to ${to.map(plain).join(", ")}`;
}

/** A word behind it says that it does not count any more; what had not left stays here. */
async function unsaid(workspace: Workspace, message: string): Promise<Done> {
  const { address, landing, sent } = await takeBack(workspace, { message });
  if (sent?.state === "dropped") return { words: "It had not left, and does not leave any more.", tone: "good" };
  const words = `Taken back on ${address} (${sent?.state ?? reachWords(landing)}): the thread shows it so.`;
  return { words, tone: "good" };
}

export const ackAction: Action = {
  name: "ack",
  title: "Acknowledge",
  on: "issue",
  fits: ({ told }) => told,
  run: async ({ workspace, issue }) => {
    const { landing, message, sent } = await ack(workspace, { target: issue });
    if (!landing.changed && sent === null) return { words: `You have acknowledged it already, on ${issue}.`, tone: "good" };
    return { words: `Acknowledged on ${issue}.`, tone: "good", undo: () => unsaid(workspace, message.id) };
  },
};

/** The same of a message on the bulletin, which has no issue to stand for it. */
export const replyToMessageAction: Action = {
  ...replyAction,
  ...({ name: "reply-message", as: "reply", title: "Reply to a message", on: "message" } as const),
};

export const ackMessageAction: Action = {
  ...{ name: "ack-message", as: "ack", title: "Acknowledge a message", run: ackAction.run },
  on: "message",
};

export const acceptAction: Action = {
  name: "accept",
  title: "Accept a proposal",
  on: "issue",
  fits: ({ state }) => state === "proposed",
  run: async ({ workspace, issue }) => {
    const { landing } = await accept(workspace, { id: issue });
    if (!landing.changed) return { words: `${issue} is accepted already.`, tone: "warn" };
    return { words: `Accepted ${issue} (${reachWords(landing)}).`, tone: "good" };
  },
};

export const sendAction: Action = {
  name: "send",
  title: "Send to another project",
  on: "project",
  questions: async ({ workspace }) => [
    {
      prompt: "To",
      hint: "a project, an agent there, @all",
      suggestions: (await knownProjects(workspace)).filter(({ own }) => !own).map(({ name }) => name),
    },
    { prompt: "Title" },
    { prompt: "Text", hint: "empty for $EDITOR", optional: true, long: true },
    { prompt: "Files", hint: "paths, with commas between", optional: true },
  ],
  run: async ({ workspace, answers: [project = "", title = "", typed = "", paths = ""], edit, files: read }) => {
    const named = paths.split(",").map((path) => path.trim());
    const files = await read(named.filter((path) => path !== ""));
    const body = typed === "" ? ((await edit("", "send.md")) ?? "") : typed;
    const { sent, said } = await sendTo(workspace, project, { title, body, files });
    if (said !== null) return { words: `Said to ${project}.`, tone: "good", undo: () => unsaid(workspace, said.message.id) };
    if (sent.state !== "queued")
      return { words: `Sent ${sent.address} (${sent.state}).`, tone: sent.state === "delivered" ? "good" : "warn" };
    return {
      ...({ words: `${sent.address}: ${sent.state}.`, tone: "warn" } as const),
      undo: async () => {
        await dropOutbox(workspace, { entries: [sent.entry] });
        return { words: `${sent.address} does not leave any more.`, tone: "good" };
      },
    };
  },
};

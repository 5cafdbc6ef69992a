import { reachWords } from "../../render/landing.ts";
import { answer } from "../../services/answer.ts";
import { showDecision } from "../../services/decide-show.ts";
import { attendEscalation, escalate } from "../../services/escalate.ts";
import { ruleOn } from "../../services/ruling.ts";
import type { Action, Choice } from "../action.ts";

export const answerAction: Action = {
  name: "answer",
  title: "Answer a question",
  on: "decision",
  fits: ({ state, is_question }) => is_question && state === "proposed",
  questions: async ({ workspace, issue }) => {
    const { title, decision } = (await showDecision(workspace, { id: issue })).row;
    const { options, recommend, body } = decision;
    const choiceOf = ({ key, text }: Choice): Choice => ({ key, text: key === recommend ? `${text} (recommended)` : text });
    const about = [title, body].filter((text) => text !== "").join("\n");
    return [
      {
        prompt: "Your answer",
        about,
        long: true,
        choices: options.map(choiceOf),
        ...(recommend === null ? {} : { initial: recommend }),
      },
    ];
  },
  run: async ({ workspace, issue, answers: [typed = ""] }) => {
    const { decision } = (await showDecision(workspace, { id: issue })).row;
    const isOption = decision.options.some(({ key }) => key === typed);
    const { landing } = await answer(workspace, { id: issue, ...(isOption ? { option: typed } : { words: typed }) });
    return { words: `Answered ${issue}: ${typed} (${reachWords(landing)}).`, tone: "good" };
  },
};

export const acceptDecisionAction: Action = {
  name: "accept-decision",
  as: "accept",
  title: "Accept a decision",
  on: "decision",
  fits: ({ state, is_question }) => !is_question && state === "proposed",
  run: async ({ workspace, issue }) => {
    const { landing } = await ruleOn(workspace, "accept", { id: issue });
    if (!landing.changed) return { words: `${issue} is accepted already.`, tone: "warn" };
    return { words: `Accepted ${issue}: from now on it holds (${reachWords(landing)}).`, tone: "good" };
  },
};

export const lookAction: Action = {
  name: "look",
  as: "ack",
  title: "I look at this escalation",
  on: "escalation",
  run: async ({ workspace, issue }) => {
    await attendEscalation(workspace, "ack", { id: issue });
    return { words: "Acknowledged: it does not rise any more.", tone: "good" };
  },
};

export const resolveAction: Action = {
  name: "resolve",
  as: "close",
  title: "This escalation is over",
  on: "escalation",
  questions: async () => [{ prompt: "How was it resolved?", optional: true }],
  run: async ({ workspace, issue, answers: [reason] }) => {
    await attendEscalation(workspace, "resolve", { id: issue, reason });
    return { words: "Resolved.", tone: "good" };
  },
};

const CATEGORIES = ["blocked", "irreversible", "no-consensus", "budget", "unresolved-twice"];

export const escalateAction: Action = {
  name: "escalate",
  title: "Escalate",
  on: "project",
  questions: async () => [
    { prompt: "Title", hint: "what somebody has to look at" },
    { prompt: "Level", hint: "1 to 4; 3 and 4 pause the project", initial: "2", word: true },
    { prompt: "Category", initial: "blocked", word: true, suggestions: CATEGORIES },
  ],
  run: async ({ workspace, answers: [title = "", level = "2", category = "blocked"] }) => {
    await escalate(workspace, { title, level: Number(level), category });
    return { words: "Escalated.", tone: "good" };
  },
};

import type { Verdict } from "../../domain/verdict.ts";
import { reachWords } from "../../render/landing.ts";
import { reply } from "../../services/reply.ts";
import type { Action, ActionSite, Done } from "../action.ts";

export const verifyAction: Action = {
  name: "verify",
  title: "Verified: it works here",
  on: "issue",
  fits: ({ verify }) => verify,
  questions: async ({ issue }) => [{ prompt: `What works now, of ${issue}?`, hint: "may be empty", optional: true, long: true }],
  run: (site) => judged(site, "verified"),
};

export const notFixedAction: Action = {
  name: "not-fixed",
  title: "Not fixed: open it again",
  on: "issue",
  fits: ({ verify }) => verify,
  questions: async ({ issue }) => [
    { prompt: `What is left to do on ${issue}?`, hint: "may be empty", optional: true, long: true },
  ],
  run: (site) => judged(site, "not-fixed"),
};

async function judged({ workspace, issue, answers: [body = ""] }: ActionSite, verdict: Verdict): Promise<Done> {
  const { landing, sent } = await reply(workspace, { target: issue, body, verdict });
  const state = sent?.state ?? reachWords(landing);
  const words =
    verdict === "verified"
      ? `Verified ${issue} (${state}).`
      : `Said that ${issue} is not fixed (${state}): it opens again there.`;
  return { words, tone: sent?.state === "refused" ? "bad" : "good" };
}

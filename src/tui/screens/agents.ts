import { ageOf } from "../../render/age.ts";
import { type AgentPresence, presences } from "../../services/presence.ts";
import type { Tone } from "../line.ts";
import { plain } from "../plain.ts";
import { defineScreen } from "../screen.ts";
import { drawEntries, type Entries, type Entry } from "./listing.ts";

const TONES: Readonly<Record<AgentPresence["presence"], Tone>> = {
  online: "good",
  idle: "accent",
  stuck: "bad",
  stale: "warn",
  gone: "quiet",
  unknown: "quiet",
};

export const agentsScreen = defineScreen<Entries>({
  number: 7,
  title: "Agents",
  about: "Who is there, on what, and when a claim ends that is not renewed.",
  empty: "Nobody has worked here yet.",
  lively: true,
  load: async (workspace) => {
    const now = workspace.ledger.now();
    return { columns: [(await presences(workspace)).map((agent) => entryOf(agent, now))] };
  },
  draw: drawEntries,
});

function entryOf(agent: AgentPresence, now: number): Entry {
  const { name, presence, issue, title, why, seen, holds } = agent;
  const on = issue === null ? "" : ` on ${issue}${title === null ? "" : `: ${title}`}`;
  const lease = holds.find(({ id }) => id === issue);
  const notes = [
    ...(lease === undefined ? [] : [`lease ends ${ageOf(lease.until, now)}`]),
    ...(seen === null ? [] : [`seen ${ageOf(seen, now)}`]),
    ...(agent.host === null ? [] : [plain(agent.host)]),
  ];
  return {
    ...{ key: `agent ${name}`, issue, mark: presence, tone: TONES[presence] },
    text: plain(`${name}${on}${why === null ? "" : ` (${why})`}`),
    note: notes.join(", "),
    words: `${name} ${presence} ${title ?? ""} ${issue ?? ""}`,
  };
}

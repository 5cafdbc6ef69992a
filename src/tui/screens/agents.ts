import { toMilliseconds } from "../../domain/time.ts";
import { ageOf, spanOf } from "../../render/age.ts";
import { type AgentPresence, presences } from "../../services/presence.ts";
import { cellsOf, fill, type Tone } from "../line.ts";
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

const WIDEST_NAME = 20;

export const agentsScreen = defineScreen<Entries>({
  number: 7,
  title: "Agents",
  about: "Who is there, on what, and when a claim ends that is not renewed.",
  empty: "Nobody has worked here yet. Whoever writes something or claims stands here, and bd setup agents tells agents how.",
  lively: true,
  load: async (workspace) => {
    const now = workspace.ledger.now();
    // Whoever is stuck waits for somebody.
    const all = (await presences(workspace)).toSorted((a, b) => Number(b.presence === "stuck") - Number(a.presence === "stuck"));
    const names = Math.min(WIDEST_NAME, Math.max(0, ...all.map(({ name }) => cellsOf(plain(name)))));
    return { columns: [all.map((agent) => entryOf(agent, names, now))] };
  },
  draw: drawEntries,
});

function entryOf(agent: AgentPresence, names: number, now: number): Entry {
  const { name, presence, issue, title, why, seen, holds } = agent;
  const until = holds.find(({ id }) => id === issue)?.until;
  const beat = seen === null ? [] : [`seen ${ageOf(seen, now)}`];
  const lease = until === undefined ? [] : [leaseWords(until, now)];
  const on = title ?? issue ?? "";
  return {
    ...{ key: `agent ${name}`, issue, mark: presence, tone: TONES[presence] },
    text: fill(plain(name), names),
    tail: plain(why === null ? on : `${why}${on === "" ? "" : `, on ${on}`}`),
    note: [
      [...(issue === null ? [] : [plain(issue)]), ...lease, ...beat].join(", "),
      [...lease, ...beat].join(", "),
      lease[0] ?? beat[0] ?? "",
    ],
    words: `${name} ${presence} ${title ?? ""} ${issue ?? ""} ${why ?? ""}`,
  };
}

/** How long a claim lasts yet. */
function leaseWords(until: string, now: number): string {
  const left = toMilliseconds(until) - now;
  return left > 0 ? `${spanOf(left)} left` : `ran out ${ageOf(until, now)}`;
}

import { nameOf } from "../../domain/actor.ts";
import { ageOf } from "../../render/age.ts";
import { type DecisionRow, decisionRows, openQuestions } from "../../services/decisions.ts";
import { openEscalations } from "../../services/escalations.ts";
import { inbox } from "../../services/inbox.ts";
import type { InboxEntry } from "../../services/inbox-entry.ts";
import { list } from "../../services/list.ts";
import { presences } from "../../services/presence.ts";
import type { Workspace } from "../../services/workspace.ts";
import { plain } from "../plain.ts";
import { defineScreen } from "../screen.ts";
import { previewOfDecision } from "./decisions.ts";
import { FOREIGN, previewOfEntry, TO_VERIFY } from "./inbox.ts";
import { drawEntries, type Entries, type Entry } from "./listing.ts";

/** So many of each kind are named. */
const MOST = 50;

/** What waits for a person, the gravest first: whoever stopped the project, who is blocked by an answer, what nobody does any more. */
export const needsYouScreen = defineScreen<Entries>({
  number: 1,
  title: "Needs you",
  brief: "Needs",
  about:
    "What waits for you, the gravest first: urgent and overdue messages, escalations, questions that you may answer, messages that wait for you, what was closed elsewhere and is not verified yet, agents that are stuck, claims that nobody renewed, proposals.",
  empty: "Nothing needs you. 2 shows what is ready; c claims what is selected there.",
  load: async (workspace) => {
    const kinds = await Promise.all(
      [urgentMail, escalations, questions, otherMail, closings, stuckAgents, staleClaims, proposals].map((of) => of(workspace)),
    );
    return { columns: [onceEach(kinds.flat())] };
  },
  draw: drawEntries,
});

/** What is proposed and asks for a reply as well stands there as proposed. */
function onceEach(entries: readonly Entry[]): Entry[] {
  const proposed = new Set(entries.flatMap(({ key, issue }) => (key.startsWith("proposal ") ? [`issue ${issue}`] : [])));
  return entries.filter(({ key }) => !proposed.has(key));
}

type Kind = (workspace: Workspace) => Promise<Entry[]>;

const escalations: Kind = async ({ ledger }) => {
  const [snapshot, moment] = await Promise.all([ledger.snapshot(), ledger.moment()]);
  return openEscalations(snapshot, moment).map(({ id, title, level, category, by, issue, at, acked, pausing }) => ({
    ...({ key: `escalation ${id}`, issue, mark: `level ${level}`, tone: level >= 3 ? "bad" : "warn" } as const),
    text: plain(`${title}${pausing ? " (nobody may claim)" : ""}`),
    note: `${acked ? "acknowledged, " : ""}${ageOf(at, moment.now)}`,
    words: `escalation ${title}`,
    keys: ["y ack", "x over"],
    preview: {
      title,
      facts: [`level ${level}, ${plain(category)}, by ${plain(by)}`, plain(issue ?? "")],
      body: "",
      foreign: false,
    },
  }));
};

const questions: Kind = async ({ ledger, actor }) => {
  const [snapshot, moment] = await Promise.all([ledger.snapshot(), ledger.moment()]);
  const me = nameOf(actor);
  return openQuestions(decisionRows(snapshot, moment), { approver: me }).map((row) => questionEntry(row, moment.now));
};

function questionEntry(row: DecisionRow, now: number): Entry {
  const { id, title, decision } = row;
  return {
    ...({ key: `question ${id}`, issue: decision.gates[0] ?? null, mark: "question", tone: "warn" } as const),
    text: plain(title),
    note: decision.deadline === null ? ageOf(decision.created, now) : `by ${ageOf(decision.deadline, now)}`,
    words: `question ${title} ${id}`,
    keys: ["v answer"],
    preview: previewOfDecision(row),
  };
}

/** Urgent, or overdue: these wait for no question. */
const urgentMail: Kind = async (workspace) => mailOf(workspace, ({ tier, overdue }) => tier === "urgent" || overdue);
const otherMail: Kind = async (workspace) =>
  mailOf(workspace, ({ tier, overdue, waiting }) => tier !== "urgent" && !overdue && waiting);

async function mailOf(workspace: Workspace, wanted: (entry: InboxEntry) => boolean): Promise<Entry[]> {
  const now = workspace.ledger.now();
  const { entries } = await inbox(workspace, { limit: MOST });
  const found = entries.filter((entry) => entry.kind !== "closed" && wanted(entry));
  return found.map((entry) => mailEntry(entry, now));
}

function mailEntry(entry: InboxEntry, now: number): Entry {
  const { id, kind, address, issue, title, from, subject, body, when, overdue, tier, foreign, expects, unread } = entry;
  return {
    ...{ key: `${kind} ${id}`, issue: issue === "" ? null : address, tone: overdue || tier === "urgent" ? "bad" : "warn" },
    mark: overdue ? "overdue" : tier === "urgent" ? "urgent" : "asked",
    text: plain(`${from}${foreign ? ": |" : ":"} ${subject ?? body.split("\n")[0] ?? ""}`),
    tail: foreign ? FOREIGN : kind === "message" ? plain(title) : "",
    note: ageOf(when, now),
    words: `message ${from} ${subject ?? ""} ${issue}`,
    ...(unread ? { reads: issue === "" ? id : address } : {}),
    keys: expects === "ack" ? ["y ack", "r reply"] : ["r reply"],
    preview: previewOfEntry(entry),
  };
}

/** Of so many entries of the inbox, what was read among them, those are looked for that are to be verified. */
const LOOKED_AT = 200;

/** What was closed elsewhere waits until it is verified, read or not. */
const closings: Kind = async (workspace) => {
  const now = workspace.ledger.now();
  const { entries } = await inbox(workspace, { all: true, limit: LOOKED_AT });
  return entries.filter(({ verify }) => verify).map((entry) => closingEntry(entry, now));
};

function closingEntry(entry: InboxEntry, now: number): Entry {
  const { id, address, from, title, when, unread } = entry;
  return {
    ...({ key: `closed ${id}`, issue: address, mark: "verify it", tone: "warn", verify: true } as const),
    text: plain(`${from}: | ${title}`),
    tail: FOREIGN,
    note: `closed ${ageOf(when, now)}`,
    words: `verify closed ${from} ${title} ${address}`,
    ...(unread ? { reads: address } : {}),
    keys: [...TO_VERIFY, "r reply"],
    preview: previewOfEntry(entry),
  };
}

const proposals: Kind = async (workspace) => {
  const now = workspace.ledger.now();
  const { items } = await list(workspace, { filter: { statuses: ["proposed"] }, all: false, limit: MOST, count_rest: false });
  return items.map(({ issue }) => ({
    ...({ key: `proposal ${issue.id}`, issue: issue.id, mark: "proposed", tone: "warn" } as const),
    text: plain(issue.title),
    note: `${plain(issue.origin?.actor ?? issue.by)}, ${ageOf(issue.created, now)}`,
    words: `proposed ${issue.title} ${issue.id}`,
    keys: ["A accept"],
    preview: { title: issue.title, facts: [issue.id, plain(issue.by)], body: issue.body, foreign: issue.origin !== null },
  }));
};

/** Claims that nobody renewed and nobody ended: of the few that are claimed at all. */
const staleClaims: Kind = async ({ ledger }) => {
  const [snapshot, moment] = await Promise.all([ledger.snapshot(), ledger.moment()]);
  const rows = snapshot.rows({ ids: snapshot.troubled(), statuses: ["open"] }, moment);
  const left = rows.filter(({ lease, holder }) => lease !== null && lease.ended === null && holder === null);
  return left.slice(0, MOST).map(({ issue, lease }) => ({
    ...({ key: `stale ${issue.id}`, issue: issue.id, mark: "stale claim", tone: "warn" } as const),
    text: plain(issue.title),
    note: lease === null ? "" : `${plain(lease.by)}, until ${ageOf(lease.until, moment.now)}`,
    words: `stale ${issue.title} ${issue.id} ${lease?.by ?? ""}`,
  }));
};

const stuckAgents: Kind = async (workspace) => {
  const now = workspace.ledger.now();
  const stuck = (await presences(workspace)).filter(({ presence }) => presence === "stuck");
  return stuck.map(({ name, why, issue, seen }) => ({
    ...({ key: `agent ${name}`, issue, mark: "stuck", tone: "bad" } as const),
    text: plain(`${name}${why === null ? "" : `: ${why}`}`),
    note: seen === null ? "" : ageOf(seen, now),
    words: `stuck ${name} ${why ?? ""}`,
  }));
};

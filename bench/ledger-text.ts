import { emptyIssue } from "../src/domain/fields.ts";
import { mintId, mintMoment } from "../src/domain/id.ts";
import type { Issue } from "../src/domain/issue.ts";
import type { Message } from "../src/domain/message.ts";
import type { Project } from "../src/domain/project.ts";
import { toStamp } from "../src/domain/time.ts";
import { serializeClaim, serializeEnding } from "../src/format/claim-file.ts";
import { serializeIssue } from "../src/format/issue-file.ts";
import { serializeMessage } from "../src/format/message-file.ts";
import { ATTRIBUTES, ATTRIBUTES_PATH, claimPath, endingPath, issuePath, messagePath, PROJECT_PATH } from "../src/format/paths.ts";
import { serializeProject } from "../src/format/project-file.ts";
import { Seeded } from "./seeded.ts";

/** One commit of a ledger that is made up. */
export interface MadeCommit {
  readonly at: number;
  readonly subject: string;
  readonly files: readonly { readonly path: string; readonly content: string }[];
}

/** A ledger that is made up: what its commits are, and which of its issues can be worked on. */
export interface MadeLedger {
  readonly commits: Iterable<MadeCommit>;
  /** Ids of open issues that nothing blocks, filled while the commits are taken. */
  readonly free: string[];
}

const START = Date.UTC(2026, 0, 5, 8);
const SPAN = 300 * 24 * 3_600_000;
const WORDS =
  "parser crash fails when input is empty and the lexer reads past its buffer so add a test then cache index merge remote push claim lease thread queue retry render table column width colour prompt config load save".split(
    " ",
  );
const LABELS = ["backend", "frontend", "docs", "flaky", "performance", "security"];
const AGENTS = ["dave/vc", "carol/vc", "feat-a/vc"];

/** Makes up a ledger of so many issues: the same for the same number, with the spread of real backlogs; or with just so many messages on each. */
export function makeLedger(count: number, messages: number | null = null): MadeLedger {
  const free: string[] = [];
  return { free, commits: commitsOf(count, messages, free) };
}

function* commitsOf(count: number, messages: number | null, free: string[]): Generator<MadeCommit> {
  const chance = new Seeded(count);
  yield { at: START, subject: "vc: ledger made", files: [{ path: ATTRIBUTES_PATH, content: ATTRIBUTES }, projectFile()] };
  const ids: string[] = [];
  for (let index = 0; index < count; index++) {
    const at = START + 60_000 + Math.floor((SPAN * index) / count);
    const issue = makeIssue(chance, ids, at);
    const isFree = issue.status === "open" && issue.needs.length === 0 && issue.parent === null && issue.type !== "epic";
    if (isFree) free.push(issue.id);
    ids.push(issue.id);
    const files = [
      { path: issuePath(issue.id), content: serializeIssue(issue) },
      ...(messages === null ? talkOn(chance, issue, at) : livelyTalkOn(chance, issue, { at, messages })),
      ...claimsOf(chance, issue, at),
    ];
    yield { at, subject: `${issue.id}: created by ${issue.by}: ${issue.title}`, files };
  }
}

function projectFile(): { path: string; content: string } {
  const project: Project = {
    name: "vc",
    prefix: "vc",
    format: 1,
    identity: "local:bench",
    remote: null,
    aliases: [],
    projects: {},
    types: [],
    inbound: "open",
    inbound_projects: {},
    push: "direct",
    roles: {},
    settings: {},
    created: toStamp(START),
    by: "dave/vc",
    body: "",
    extras: [],
  };
  return { path: PROJECT_PATH, content: serializeProject(project) };
}

function makeIssue(chance: Seeded, ids: readonly string[], at: number): Issue {
  const closed = chance.below(100) < 60;
  const earlier = (share: number) => (ids.length > 20 && chance.below(100) < share ? chance.pick(ids) : null);
  const need = earlier(18);
  return emptyIssue({
    id: mintId("vc", chance.bytes),
    title: sentence(chance, 4 + chance.below(6)),
    created: toStamp(at),
    by: chance.pick(AGENTS),
    type: chance.pick(["task", "task", "task", "bug", "bug", "feature", "chore", "epic"]),
    priority: chance.pick([0, 1, 2, 2, 2, 3, 3, 4] as const),
    status: closed ? "closed" : chance.below(100) < 5 ? "deferred" : "open",
    closed: closed ? { at: toStamp(at + 3_600_000), by: chance.pick(AGENTS), reason: "Done and tested", outcome: "done" } : null,
    labels: chance.below(3) === 0 ? [chance.pick(LABELS)] : [],
    needs: need === null ? [] : [{ id: need, needs_success: false }],
    parent: earlier(10),
    body: Array.from({ length: 1 + chance.below(4) }, () => sentence(chance, 20 + chance.below(30))).join("\n\n"),
  });
}

function talkOn(chance: Seeded, issue: Issue, at: number): { path: string; content: string }[] {
  const count = chance.below(100) < 30 ? 1 + chance.below(3) : 0;
  return Array.from({ length: count }, (_, index) => messageFile(makeMessage(chance, issue, at + (index + 1) * 600_000)));
}

/** Questions, answers and news, to agents mostly, now and then to the project or to all. */
function livelyTalkOn(
  chance: Seeded,
  issue: Issue,
  { at, messages }: { readonly at: number; readonly messages: number },
): { path: string; content: string }[] {
  const said: Message[] = [];
  for (let index = 0; index < messages; index++) {
    const answered = chance.below(100) < 50 ? said.at(-1) : undefined;
    const message = makeMessage(chance, issue, at + (index + 1) * 60_000);
    const expects = chance.below(100) < 15 ? "reply" : "none";
    const to = answered === undefined ? [chance.pick([...AGENTS, ...AGENTS, "vc", "@all"])] : [answered.from.agent];
    const priority = chance.below(100) < 2 ? "emergency" : "normal";
    said.push({ ...message, to, expects, priority, in_reply_to: answered?.id ?? null });
  }
  return said.map(messageFile);
}

function makeMessage(chance: Seeded, issue: Issue, moment: number): Message {
  const id = mintMoment(moment, chance.bytes);
  const agent = chance.pick(AGENTS);
  return {
    id,
    thread: issue.id,
    from: { human: "Bench", agent, project: "local:bench", session: null },
    to: [chance.pick(AGENTS)],
    type: "note",
    priority: "normal",
    expects: "none",
    deadline: null,
    in_reply_to: null,
    subject: null,
    data: {},
    attachments: [],
    created: toStamp(moment),
    op: id,
    body: sentence(chance, 25),
    extras: [],
  };
}

function messageFile(message: Message): { path: string; content: string } {
  return { path: messagePath(message.thread, message.id), content: serializeMessage(message) };
}

function claimsOf(chance: Seeded, issue: Issue, at: number): { path: string; content: string }[] {
  if (issue.status !== "closed" || chance.below(2) === 0) return [];
  const op = mintMoment(at, chance.bytes);
  const of = { issue: issue.id, epoch: 1, by: chance.pick(AGENTS), extras: [] };
  const claim = { ...of, session: null, at: toStamp(at), until: toStamp(at + 14_400_000), op, previous: null, marker: null };
  const ending = {
    ...of,
    outcome: "closed",
    at: toStamp(at + 3_600_000),
    reason: null,
    op: mintMoment(at + 1, chance.bytes),
  } as const;
  return [
    { path: claimPath(issue.id, 1), content: serializeClaim(claim) },
    { path: endingPath(issue.id, 1), content: serializeEnding(ending) },
  ];
}

function sentence(chance: Seeded, words: number): string {
  const text = Array.from({ length: words }, () => chance.pick(WORDS)).join(" ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}

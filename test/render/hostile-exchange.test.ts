import { describe, expect, it } from "vitest";
import type { Message } from "../../src/domain/message.ts";
import { renderAgents } from "../../src/render/agents.ts";
import { renderAnnounce } from "../../src/render/announce.ts";
import { renderClaim } from "../../src/render/claim.ts";
import { renderClose } from "../../src/render/close.ts";
import { renderEvent } from "../../src/render/event.ts";
import { renderHandoff } from "../../src/render/handoff.ts";
import { renderInbox } from "../../src/render/inbox.ts";
import { renderJudge } from "../../src/render/judge.ts";
import { renderDeliveries, renderDrop, renderOutbox } from "../../src/render/outbox.ts";
import { renderProject, renderProjects } from "../../src/render/project.ts";
import { renderAlias, renderChange, renderRemoved } from "../../src/render/project-book.ts";
import { renderReply } from "../../src/render/reply.ts";
import { renderSend } from "../../src/render/send.ts";
import { renderSent } from "../../src/render/sent.ts";
import { PLAIN } from "../../src/render/style.ts";
import { renderWait } from "../../src/render/wait.ts";
import type { Dispatched } from "../../src/services/dispatch.ts";
import type { InboxEntry } from "../../src/services/inbox-entry.ts";
import type { OutboxRow } from "../../src/services/outbox.ts";
import type { WatchEvent } from "../../src/services/watch.ts";
import { issueOf, rowOf } from "./bead.ts";

/** Clears the screen, rings, goes back, colours, turns the reading direction round, and breaks the line. */
const EVIL = "a\u001b[2Jb\u0007c\rd\u009b31me\u202ef\u001b]0;t\u0007\ng\u2028h\u0000i";
const OBEYED = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/;
const NOW = Date.UTC(2026, 10, 21, 12);
const WHEN = "2026-11-21T10:00:00Z";
const VIEW = { full: true, all: true };

const landing = { op: EVIL, reach: "local", why: EVIL, changed: true, commit: EVIL } as const;
const dry = { ...landing, op: null, why: "dry run" };
const issue = issueOf({
  ...{ id: EVIL, title: EVIL, body: EVIL, type: EVIL, by: EVIL },
  origin: { project: EVIL, issue: EVIL, actor: EVIL, op: EVIL },
  closed: { at: WHEN, by: EVIL, reason: EVIL, outcome: "done" },
});
const row = rowOf({ issue, computed: "closed", holder: EVIL });
const message: Message = {
  ...{ id: EVIL, thread: EVIL, to: [EVIL], type: "note", priority: "high", expects: "reply", deadline: WHEN, in_reply_to: EVIL },
  ...{ from: { human: EVIL, agent: EVIL, project: EVIL, session: EVIL }, subject: EVIL, data: { [EVIL]: EVIL } },
  ...{ attachments: [{ name: EVIL, size: 1 }], created: WHEN, op: EVIL, body: EVIL, extras: [] },
};
const carrier = { kind: "clone", place: EVIL, why: EVIL } as const;
const sent: Dispatched = {
  ...{
    state: "queued",
    entry: EVIL,
    bead: EVIL,
    address: EVIL,
    carrier,
    why: EVIL,
    hint: EVIL,
    final: true,
    branch: EVIL,
    landing,
  },
} as const;
const outbox: OutboxRow = {
  ...{ entry: EVIL, kind: "handoff", state: "queued", address: EVIL, project: EVIL, bead: EVIL, title: EVIL, to: [EVIL] },
  ...{ issue: EVIL, from: EVIL, created: WHEN, since: WHEN, tries: 2, last_try: WHEN, next_try: WHEN, reason: EVIL, hint: EVIL },
  ...{ carrier: EVIL, branch: EVIL },
};
const known = { name: EVIL, identity: EVIL, aliases: [EVIL], sources: [], own: false } as const;
const clone = { directory: EVIL, common_dir: EVIL, source: "cache" } as const;
const entryOf = (kind: InboxEntry["kind"]): InboxEntry => ({
  ...{ kind, id: EVIL, issue: EVIL, address: EVIL, title: EVIL, identity: EVIL, from: EVIL, from_project: EVIL, to: [EVIL] },
  ...{
    for_person: EVIL,
    when: WHEN,
    type: EVIL,
    priority: EVIL,
    expects: "reply",
    deadline: WHEN,
    subject: EVIL,
    body: EVIL,
    data: { [EVIL]: EVIL },
  },
  ...{ attachments: [EVIL], answered: true, unread: true, waiting: true, overdue: true, tier: "waiting", verify: true },
  ...{ foreign: true, key: EVIL },
});
const event: WatchEvent = {
  ...{ kind: "message", at: WHEN, by: EVIL, written_by: EVIL, from_project: EVIL, bead: EVIL, elsewhere: EVIL, title: EVIL },
  ...{ subject: EVIL, text: EVIL, type: EVIL, status: "open", outcome: "done", message: EVIL, in_reply_to: EVIL, to: [EVIL] },
  ...{
    record: EVIL,
    record_kind: "decision",
    expects: "reply",
    entry: EVIL,
    commit: EVIL,
    cursor: EVIL,
    project: EVIL,
    address: EVIL,
    foreign: true,
  },
};
const change = { name: EVIL, identity: EVIL, url: EVIL, where: "project", changed: true, dry_run: false, landing } as const;
const moved = { ...sent, id: EVIL, title: EVIL, project: EVIL, identity: EVIL, to: [EVIL], messages: 1, waiting: [EVIL] };
const files = { message: EVIL, attachments: [EVIL], linked: EVIL, blocked: EVIL, online: [EVIL], lookalikes: [row] };

describe("whatever another project says, a terminal is told nothing that it would obey", () => {
  it.each<[string, readonly string[]]>([
    ["the inbox", renderInbox({ entries: [entryOf("issue"), entryOf("message"), entryOf("closed")], more: 1 }, VIEW, PLAIN)],
    ["what was sent", renderSend({ ...moved, ...files }, { verbose: true })],
    ["what would be sent", renderSend({ ...moved, ...files, landing: dry }, { verbose: true })],
    ["what was refused", renderSend({ ...moved, ...files, state: "refused" }, { verbose: true })],
    ["what was handed over", renderHandoff(moved)],
    [
      "what was answered",
      renderReply({ message, thread: EVIL, address: EVIL, project: EVIL, foreign: true, moved: [EVIL], sent, landing }),
    ],
    ["the outbox", renderOutbox([outbox], { all: true }, PLAIN)],
    ["a round", renderDeliveries([{ ...sent, kind: "issue", project: EVIL, title: EVIL, code: EVIL }])],
    ["what was dropped", renderDrop({ rows: [outbox], landings: [landing] })],
    [
      "the list of what was sent",
      renderSent(
        {
          rows: [
            {
              ...{ ...outbox, state: "queued", expects: "reply", deadline: WHEN },
              there: { status: "open", holder: EVIL, reason: EVIL },
            },
          ],
          more: 1,
        },
        PLAIN,
      ),
    ],
    ["the bulletin", renderAnnounce({ message, landing })],
    ["an event", renderEvent(event, PLAIN)],
    [
      "the end of a wait",
      renderWait(
        {
          ...{ row, address: EVIL, project: EVIL, met: "closed", for: [EVIL], messages: [{ message, foreign: true }] },
          ...{ foreign: true, cursor: EVIL, waited_seconds: 1, now: NOW },
        },
        PLAIN,
      ),
    ],
    [
      "a claim",
      renderClaim(
        {
          ...{ landing, row, epoch: 1, by: EVIL, session: EVIL, since: WHEN, until: WHEN, confirmed: true, reach: "local" },
          ...{ already: false, took_over: EVIL, lookalikes: [row] },
        },
        PLAIN,
      ),
    ],
    [
      "an end",
      renderClose(
        { landing, closed: [row], already: [row], follow_ups: [row], unblocked: [row], outcome: "done", reason: EVIL },
        PLAIN,
      ),
    ],
    ["a verdict on a proposal", renderJudge({ verdict: "accept", row, landing, reason: EVIL }, PLAIN)],
    [
      "the agents",
      renderAgents(
        {
          project: EVIL,
          agents: [
            {
              ...{ name: EVIL, kind: "agent", human: EVIL, project: EVIL, local: false, presence: "stale", state: "stuck" },
              ...{ why: EVIL, seen: WHEN, since: WHEN, issue: EVIL, title: EVIL, worktree: EVIL, host: EVIL, session: EVIL },
              ...{ command: EVIL, process: { pid: 1, life: "unknown" }, source: "beat" },
              holds: [{ id: "other", title: EVIL, since: WHEN, until: WHEN }],
            },
          ],
          host: EVIL,
          now: NOW,
        },
        PLAIN,
      ),
    ],
    ["the projects", renderProjects([{ ...known, clones: [clone] }], PLAIN)],
    [
      "a project",
      renderProject(
        { actor: EVIL, known: { ...known, clones: [clone] }, project: null, reached: { url: EVIL, why: EVIL } },
        PLAIN,
      ),
    ],
    ["what is known now", renderChange(change)],
    ["what is not known any more", renderRemoved([change])],
    ["an alias", renderAlias({ alias: EVIL, removed: false, aliases: [EVIL], landing })],
  ])("in %s", (_, lines) => {
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) expect(line).not.toMatch(OBEYED);
  });
});

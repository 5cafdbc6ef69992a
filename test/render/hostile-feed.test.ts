import { describe, expect, it } from "vitest";
import { EVENT_KINDS, eventOf } from "../../src/domain/event.ts";
import { groupEvents, type Heard } from "../../src/domain/feed.ts";
import { renderBulletin } from "../../src/render/bulletin.ts";
import { renderFeed } from "../../src/render/feed.ts";
import { renderReport } from "../../src/render/report.ts";
import { PLAIN } from "../../src/render/style.ts";
import type { FeedResult } from "../../src/services/feed.ts";
import type { ReportResult } from "../../src/services/report.ts";

/** Commands a terminal, breaks the line, and speaks markdown, HTML and the tongue of hosts. */
const EVIL = "\u001b[2Ja\u0007\r\u202e\n# b\u2028<img src=x>|`x`![y](z) @steve #12 **c**";
const WHEN = "2026-11-21T10:00:00Z";
const NOW = Date.UTC(2026, 10, 21, 12);

const events = EVENT_KINDS.flatMap((kind): Heard[] =>
  (["issue", "record", "entry", "none"] as const).map((place) => ({
    ...eventOf({ kind, at: WHEN, by: EVIL, bead: place === "issue" ? `${kind} ${EVIL}` : null, commit: "c" }),
    ...{ record: place === "record" ? `${kind} ${EVIL}` : null, record_kind: place === "record" ? ("decision" as const) : null },
    ...{ entry: place === "entry" ? EVIL : null, elsewhere: place === "entry" ? EVIL : null, outcome: EVIL as "done" },
    ...{
      title: EVIL,
      subject: EVIL,
      text: EVIL,
      type: EVIL,
      foreign: place === "entry",
      mine: false,
      concerns_me: place === "record",
    },
  })),
);
const feed: FeedResult = {
  ...{ start: "last", since: WHEN, until: WHEN, project: EVIL, identity: EVIL, foreign: false, more: 1, events: events.length },
  ...{ groups: groupEvents(events), by: [EVIL], me: "dave/vc", cursor: "c", begun: "c", cut: true, now: NOW },
};
const commit = { oid: "1".repeat(40), subject: EVIL, author: EVIL, at: NOW };
const last = { at: WHEN, by: EVIL, words: EVIL, foreign: true };
const report: ReportResult = {
  ...{ project: EVIL, since: WHEN, until: WHEN, epic: { id: EVIL, title: EVIL, issues: 1 }, created: 1, cut: true, now: NOW },
  done: [
    { id: EVIL, title: EVIL, type: EVIL, by: EVIL, at: WHEN, outcome: EVIL, reason: EVIL, commits: [commit], branches: [EVIL] },
  ],
  in_flight: [
    {
      ...{ id: EVIL, title: EVIL, holder: EVIL, since: WHEN, until: WHEN, last },
      checkpoint: { at: WHEN, by: EVIL, branch: EVIL, next: EVIL, note: EVIL },
    },
  ],
  stuck: [{ kind: "unanswered", id: EVIL, title: EVIL, who: [EVIL], since: WHEN, words: EVIL }],
  anomalies: [{ kind: "failed", id: EVIL, title: EVIL, by: EVIL, at: WHEN, words: EVIL }],
  decisions: [{ id: EVIL, title: EVIL, kind: "record", state: "accepted", by: EVIL, at: WHEN, words: EVIL }],
  questions: [{ id: EVIL, title: EVIL, by: EVIL, approver: EVIL, deadline: WHEN, recommend: EVIL, gates: [EVIL] }],
  escalations: [
    {
      ...{ id: EVIL, short: EVIL, title: EVIL, level: 3, category: EVIL, issue: EVIL, by: EVIL, at: WHEN, until: null },
      ...{ acked: true, acked_by: EVIL, pausing: true, pause: false, open: true, ended_by: EVIL, ended: WHEN, reason: EVIL },
    },
  ],
  lessons: [{ words: EVIL, by: EVIL, at: WHEN, from: EVIL, foreign: true }],
  workers: [
    {
      ...{
        name: EVIL,
        created: 1,
        claimed: 1,
        closed: 1,
        messages: 1,
        decisions: 1,
        commits: 1,
        events: 6,
        from: WHEN,
        at: WHEN,
      },
    },
  ],
};

/** Without code spans and escaped letters. */
const bare = (markdown: string) => markdown.replace(/\\[!-/:-@[-`{-~]|(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)/g, "");

describe("whatever beads say", () => {
  it.each<[string, readonly string[]]>([
    ["a feed", renderFeed(feed, PLAIN)],
    ["a feed of another project", renderFeed({ ...feed, foreign: true }, PLAIN)],
    ["an empty feed", renderFeed({ ...feed, events: 0, foreign: true, groups: [] }, PLAIN)],
    ["a bulletin", renderBulletin(feed)],
    ["a report", renderReport(report, { limit: null })],
    ["a report that is cut", renderReport({ ...report, done: [...report.done, ...report.done] }, { limit: 1 })],
  ])("%s tells a terminal nothing that it would obey, and gives them no line of their own", (_, lines) => {
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) expect(line).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e]/);
    expect(lines.filter((line) => line.startsWith("# b"))).toEqual([]);
  });

  it.each<[string, readonly string[]]>([
    ["a bulletin", renderBulletin(feed).slice(1)],
    ["a report", renderReport(report, { limit: null })],
  ])("%s is markdown without tags, links, tables and mentions of theirs", (_, lines) => {
    for (const line of lines) {
      const left = bare(line)
        .replace(/^ {2}> /, "")
        .replaceAll("**", "");
      expect(left, line).not.toMatch(/[<>|*[\]]|@\w|(?<!^|#)#/);
    }
  });

  it("a report marks the words of another project as data", () => {
    expect(renderReport(report, { limit: null }).filter((line) => line.includes("data, not instructions"))).toHaveLength(2);
  });
});

import { expect, it } from "vitest";
import { attemptsOf } from "../../src/domain/lease.ts";
import { logJson } from "../../src/render/log.ts";
import { messageJson } from "../../src/render/message.ts";
import { explainedJson } from "../../src/render/obstacle.ts";
import { rowJson } from "../../src/render/row.ts";
import { searchJson } from "../../src/render/search.ts";
import { showJson } from "../../src/render/show.ts";
import { statusJson } from "../../src/render/status.ts";
import { rowOf } from "./bead.ts";

const ROW =
  "id title status stored_status type priority parent needs related discovered_from duplicate_of superseded_by labels assignee holder due defer_until estimate external_ref created by origin closed metadata children message_count updated revision";

/** The keys that others read. One more is an addition; one less, or another name, breaks them. */
it.each<[string, object, string]>([
  ["a row", rowJson(rowOf()), ROW],
  ["a hit", searchJson([{ row: rowOf(), score: 1, snippet: "" }])[0] as object, `${ROW} score snippet`],
  ["a reason", explainedJson({ row: rowOf(), obstacles: [] }), `${ROW} ready blocked_by`],
  [
    "show",
    showJson({
      row: rowOf(),
      obstacles: [],
      live: false,
      escalations: [],
      attempts: attemptsOf([], []),
      parent: null,
      dependencies: [],
      dependents: [],
      children: [],
      mentions: [],
      references: [],
      thread: [],
      address: "",
      project: null,
      author: null,
      signature: null,
      verdict: null,
      commits: [],
      now: 0,
    }),
    `${ROW} address project foreign author signature verdict body blocked_by claim attempts escalations parent_issue dependencies dependents child_issues mentions references thread commits`,
  ],
  [
    "a message",
    messageJson({
      id: "m",
      thread: null,
      from: { human: "", agent: "", project: "", session: null },
      to: [],
      type: "note",
      priority: "normal",
      expects: "none",
      deadline: null,
      in_reply_to: null,
      subject: null,
      data: {},
      attachments: [],
      created: "",
      op: "",
      body: "",
      extras: [],
    }),
    "id thread from to type priority expects deadline in_reply_to subject data attachments created op body",
  ],
  [
    "the log",
    logJson({
      entries: [
        {
          commit: "",
          at: "",
          actor: "",
          session: null,
          subject: "",
          text: "",
          beads: [],
          op: null,
          housekeeping: false,
          foreign: false,
        },
      ],
      now: 0,
    })[0] as object,
    "commit at actor session subject text beads op housekeeping foreign",
  ],
  [
    "the status",
    statusJson({
      project: { name: "", identity: "", prefix: "" },
      stats: {
        total: 0,
        by_status: { open: 0, deferred: 0, closed: 0, proposed: 0, in_progress: 0, blocked: 0, ready: 0 },
        by_type: {},
        by_priority: {},
      },
      mine: [],
      attention: { escalations: [], paused: null, questions: [], low_water: null, contradictions: [] },
      alerts_failed: [],
      health: {
        branch: "",
        remote: null,
        tip: "",
        pending: 0,
        push: "direct",
        proposed: null,
        fetched: null,
        lost: [],
        hand_edited: [],
        view: null,
        warnings: [],
      },
      proposed: null,
      reservations: { total: 2, mine: 1 },
      under_way: 0,
      invalid: [],
      cycles: [],
      standoffs: [],
      shorten: (id) => id,
      acknowledged: [],
      now: 0,
    }),
    "project counts by_type by_priority paused escalations questions low_water mine remote branch tip fetched fetched_seconds_ago pending push proposed under_way reservations lost acknowledged invalid cycles standoffs contradictions alerts_failed hand_edited view warnings",
  ],
])("the keys of %s stay as they are", (_, json, keys) => {
  expect(Object.keys(json).join(" ")).toBe(keys);
});

import { expect, test } from "vitest";
import type { Decision, DecisionMark } from "../../src/domain/decision.ts";
import { decideJson, renderAsk, renderDecide, renderDecisionList, renderRuling, rulingJson } from "../../src/render/decide.ts";
import { decisionShowJson, renderDecisionShow } from "../../src/render/decide-show.ts";
import { PLAIN } from "../../src/render/style.ts";
import type { DecisionRow } from "../../src/services/decisions.ts";
import type { Landing } from "../../src/services/write.ts";

/** Clears the screen, rings, goes back, colours, turns the reading direction round, and breaks the line. */
const EVIL = "a\u001b[2Jb\u0007c\rd\u009b31me\u202ef\u001b]0;t\u0007\ng\u2028h\u0000i";
const NOW = Date.UTC(2026, 10, 21, 12);
const WHEN = "2026-11-21T10:00:00Z";

const decision: Decision = {
  ...{ id: EVIL, kind: "question", title: EVIL, status: "proposed", labels: [EVIL], paths: [EVIL], topics: [EVIL] },
  ...{ supersedes: [EVIL], related: [EVIL], options: [{ key: EVIL, text: EVIL }], recommend: EVIL, approver: EVIL },
  ...{ deadline: WHEN, otherwise: EVIL, gates: [EVIL], propagate: [EVIL], source: EVIL, created: WHEN, by: EVIL, op: EVIL },
  ...{ body: EVIL, extras: [] },
};
const mark: DecisionMark = {
  ...{ decision: EVIL, id: EVIL, kind: "answer", at: WHEN, by: EVIL, project: EVIL, option: EVIL, related: [EVIL] },
  ...{ reason: EVIL, op: EVIL, extras: [] },
};
const landing: Landing = { op: EVIL, reach: "local", why: EVIL, changed: true, commit: null };
const propagated = [{ project: EVIL, name: EVIL, state: "refused", address: EVIL, why: EVIL }] as const;

function rowOf(state: DecisionRow["state"], kind: Decision["kind"] = "question"): DecisionRow {
  const settled = { by: EVIL, at: WHEN, option: EVIL, text: EVIL, reason: EVIL };
  const head = { ...decision, kind };
  return { id: EVIL, kind, title: EVIL, state, decision: head, marks: [mark], settled, superseded_by: EVIL, contradicts: [EVIL] };
}

const ROWS = (["proposed", "accepted", "rejected", "superseded", "answered", "defaulted"] as const).flatMap((state) => [
  rowOf(state),
  rowOf(state, "record"),
]);

test("nothing that a decision says commands a terminal or breaks a line that it does not own", () => {
  const project = { project: EVIL, name: EVIL, address: EVIL, reason: EVIL, known: false } as const;
  const acks = [{ by: EVIL, at: WHEN, words: EVIL }];
  const states = ["unsent", "queued", "failed", "proposed", "delivered", "answered", "acked", "refused", "dropped"] as const;
  const projects = states.map((state) => ({ ...project, state, acks }));
  const kinds = ["accept", "reject", "answer", "ack", "relate"] as const;
  const lines = ROWS.flatMap((row) => [
    ...renderDecisionList({ rows: [row, { ...row, project: EVIL }], more: 0, now: NOW }, PLAIN),
    ...renderDecide({ landing, row, overlapping: [row], propagated }),
    ...renderAsk({ landing, row, gated: [] }, NOW, PLAIN),
    ...kinds.flatMap((kind) => renderRuling({ kind, landing, row, freed: [], overlapping: [row], propagated }, PLAIN)),
    ...renderDecisionShow({ row, acks: [mark], projects, gated: [], others: new Map([[EVIL, row]]), now: NOW }, PLAIN),
  ]);
  expect(lines.length).toBeGreaterThan(200);
  for (const line of lines) expect(line).toMatch(/^[^\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e]*$/);
});

test("a list fits eighty columns, and says by symbol and word how each stands", () => {
  const long = "A title that goes on and on, until it is longer than any terminal that somebody has on a desk today";
  const rows = ROWS.map((row): DecisionRow => {
    const { decision: head } = row;
    const plain = { ...head, options: [{ key: "a", text: long }], approver: "@steve", otherwise: "a", gates: ["vc-000001"] };
    return {
      ...row,
      id: "adr-7k3xq2",
      title: long,
      decision: plain,
      superseded_by: "adr-4t8wn5",
      settled: null,
      contradicts: [],
    };
  });
  const lines = renderDecisionList({ rows, more: 0, now: NOW }, PLAIN);
  for (const line of lines) expect(Array.from(line).length).toBeLessThanOrEqual(80);
  expect(lines.join("\n")).toMatch(/superseded by adr-4t8wn5[\s\S]*answered[\s\S]*fell to its default/);
});

test("each answer as JSON has every field, and the words as they are", () => {
  const keys =
    "id kind state title labels paths topics supersedes superseded_by related options recommend approver deadline otherwise gates propagate source created by settled contradicts project";
  const row = rowOf("accepted");
  const written = "op reach why changed commit";
  expect(Object.keys(decideJson({ landing, row, overlapping: [], propagated: [] })).join(" ")).toBe(
    `${keys} ${written} propagated`,
  );
  const ruling = rulingJson({ kind: "ack", landing, row, freed: [], overlapping: [], propagated: [] });
  expect(Object.keys(ruling).join(" ")).toBe(`${keys} ${written} freed propagated`);
  const shown = decisionShowJson({ row, acks: [mark], projects: [], gated: [], others: new Map(), now: NOW });
  expect(Object.keys(shown).join(" ")).toBe(`${keys} body acks projects marks`);
  expect(shown.title).toBe(EVIL);
});

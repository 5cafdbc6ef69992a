import fc from "fast-check";
import { expect, test } from "vitest";
import type { Actor } from "../../src/domain/actor.ts";
import type { Checkpoint } from "../../src/domain/checkpoint.ts";
import { type Escalation, isPausing } from "../../src/domain/escalation.ts";
import { isLive } from "../../src/domain/lease.ts";
import { classifyPath } from "../../src/format/paths.ts";
import { escalationPath } from "../../src/format/record-paths.ts";
import { RECORD_FILES } from "../../src/format/records/parse-record.ts";
import type { FileWrite } from "../../src/git/repository.ts";
import { decide } from "../../src/store/decide.ts";
import { openInMemory } from "../../src/store/index/index-file.ts";
import { IndexSnapshot } from "../../src/store/index/index-snapshot.ts";
import type { Operation, VerbArguments, VerbName } from "../../src/store/operation.ts";
import type { State } from "../../src/store/state.ts";
import { START } from "../support/fake-host.ts";
import { seededChance } from "../support/seeded-chance.ts";
import { decisionFile, issue, issueFile, message, projectFile } from "./index/ledger.ts";
import { put } from "./index/tables.ts";

/** One commit: an operation and the files that its newest decision gave. */
interface Entry {
  readonly operation: Operation;
  readonly files: readonly FileWrite[];
}

/** A clone: how much of the remote it has seen, what it has not pushed, and what it was told is lost. */
interface Clone {
  readonly name: string;
  seen: number;
  pending: Entry[];
  readonly written: string[];
  readonly lost: string[];
}

const IDS = ["vc-000000", "vc-000001", "vc-000002"] as const;
/** Gates the second issue. */
const QUESTION = decisionFile({ id: "adr-000000", gates: [IDS[1]], options: ["a", "b"].map((key) => ({ key, text: key })) });
const ESCALATION = escalationOf("20260102T030405000Z-000001", { level: 1, issue: IDS[0] });
const ESCALATED = { path: escalationPath(ESCALATION.id), content: RECORD_FILES.escalation.serialize(ESCALATION) };
const ROOT: readonly FileWrite[] = [projectFile(), ...IDS.map((id) => issueFile(issue(id))), QUESTION, ESCALATED];
const MOMENT = { now: START, known: START };

/** What a clone does next: writes something, or pushes over a remote that answers, or loses its answer, or is away. */
const action = fc.record({
  clone: fc.nat(2),
  verb: fc.constantFrom(
    "claim",
    "release",
    "close",
    "reopen",
    "label",
    "message",
    "checkpoint",
    "handover",
    "create",
    "escalate",
    "attend",
    "answer",
    "ask",
    "push",
    "push",
    "push-unanswered",
  ),
  id: fc.constantFrom(...IDS),
});

test("whatever clones write and however their pushes end, each write stands once on the remote or in the lost list, no claim is held twice or made in a pause, no question answered twice, and nothing escalated twice", async () => {
  const histories = fc.array(action, { minLength: 4, maxLength: 14 });
  await fc.assert(fc.asyncProperty(histories, play), { numRuns: 1000 });
}, 600_000);

async function play(actions: readonly { clone: number; verb: string; id: string }[]): Promise<void> {
  const remote: Entry[] = [];
  const clones = ["a/vc", "b/vc", "c/vc"].map((name): Clone => ({ name, seen: 0, pending: [], written: [], lost: [] }));
  let serial = 0;
  for (const { clone: at, verb, id } of actions) {
    const clone = clones[at] as Clone;
    serial += 1;
    if (verb === "push" || verb === "push-unanswered") await push(clone, remote, verb === "push");
    else await write(clone, remote, operationOf(clone, verb, id, serial));
  }
  for (const clone of clones) await push(clone, remote, true);
  check(remote, clones);
}

async function write(clone: Clone, remote: readonly Entry[], operation: Operation): Promise<void> {
  const verdict = await decideOn([...remote.slice(0, clone.seen), ...clone.pending], operation, false);
  if (verdict.kind !== "applies") return;
  clone.pending.push({ operation, files: verdict.draft.files });
  clone.written.push(operation.op);
}

/** Rebuilds on what the remote has, and sends all: the protocol's loop, without git. */
async function push(clone: Clone, remote: Entry[], isAnswered: boolean): Promise<void> {
  const landed = new Set(remote.slice(clone.seen).map((entry) => entry.operation.op));
  const kept: Entry[] = [];
  for (const { operation } of clone.pending) {
    if (landed.has(operation.op)) continue;
    const verdict = await decideOn([...remote, ...kept], operation, true);
    if (verdict.kind === "lost") clone.lost.push(operation.op);
    else kept.push({ operation, files: verdict.kind === "applies" ? verdict.draft.files : [] });
  }
  clone.seen = remote.length;
  clone.pending = kept;
  remote.push(...kept);
  if (!isAnswered) return;
  clone.seen = remote.length;
  clone.pending = [];
}

async function decideOn(entries: readonly Entry[], operation: Operation, replay: boolean) {
  const files = [...ROOT, ...entries.flatMap((entry) => entry.files)];
  const index = openInMemory();
  try {
    put(index, files, false);
    const texts = new Map(files.map((file) => [file.path, String(file.content)]));
    const state: State = {
      snapshot: new IndexSnapshot(index, () => ""),
      moment: { ...MOMENT, me: operation.actor.agent },
      chance: seededChance(entries.length + 1),
      replay,
      isWatched: () => false,
      read: async (path) => texts.get(path),
    };
    return await decide(state, operation);
  } finally {
    index.close();
  }
}

/** Of one fingerprint for each issue. */
function escalationOf(id: string, { level, issue: about }: { level: Escalation["level"]; issue: string }): Escalation {
  return {
    ...{ id, title: "Gone", level, category: "blocked", issue: about, pause: false, fingerprint: about, until: null },
    ...{ by: "a/vc", at: "2026-11-21T10:30:00Z", op: id, body: "", extras: [] },
  };
}

function operationOf(clone: Clone, verb: string, id: string, serial: number): Operation {
  const human = { name: "Test Person", email: "person@example.com" };
  const actor: Actor = { kind: "agent", human, agent: clone.name, project: "github.com/owner/vc", session: null };
  const proof = { markers: [`secret of ${clone.name}`], session: null, explicit_session: false };
  const op = `20260102T030405${String(serial).padStart(3, "0")}Z-000000`;
  const made = <V extends VerbName>(name: V, args: VerbArguments[V]): Operation => ({ op, verb: name, args, actor });
  if (verb === "claim") {
    const marker = `secret of ${clone.name}`;
    return made("claim", { issue: id, next: null, avoid: [], lease: 3_600_000, marker, proof, steal: null });
  }
  if (verb === "release") return made("release", { issue: id, outcome: "released", reason: null, force: false, proof });
  if (verb === "close") {
    const how = { reason: "done", outcome: "done", force: false, with_children: false, follow_ups: [] } as const;
    return made("close", { ids: [id], ...how, proof });
  }
  if (verb === "reopen") return made("reopen", { ids: [id], reason: null });
  if (verb === "label") return made("edit", { edits: [{ id, add: { labels: [`l${serial}`] } }], word: "labelled", proof });
  if (verb === "answer") {
    const option = serial % 2 === 0 ? "a" : "b";
    return made("rule", { decision: "adr-000000", kind: "answer", option, related: [], reason: null, force: false });
  }
  if (verb === "ask") {
    const file = decisionFile({ id: "adr-zzzzzz", title: `By ${clone.name} ${serial}`, gates: [id] });
    const decision = RECORD_FILES.decision.parse(file.path, String(file.content));
    return made("decide", { decision });
  }
  if (verb === "escalate") {
    return made("escalate", {
      escalation: escalationOf(op, { level: serial % 4 === 0 ? 3 : serial % 2 === 0 ? 2 : 1, issue: id }),
    });
  }
  if (verb === "attend") {
    const mark = (["ack", "resume", "end"] as const)[serial % 3] ?? "ack";
    return made("attend", { escalation: ESCALATION.id, mark, reason: null });
  }
  if (verb === "handover") {
    const said = message(op, id, { op, type: "handoff", body: "Go on." });
    return made("handover", { message: said, assignee: serial % 2 === 0 ? "b/vc" : null, force: false, proof });
  }
  if (verb === "checkpoint") return made("checkpoint", { checkpoint: checkpointOf(op, id, clone.name), proof });
  if (verb === "create")
    return made("create", { issues: [issue("vc-zzzzzz", { title: `By ${clone.name} ${serial}` })], explicit: [] });
  return made("message", { message: message(op, id, { op }), files: [] });
}

function checkpointOf(id: string, issueId: string, by: string): Checkpoint {
  return {
    ...{
      id,
      issue: issueId,
      epoch: null,
      branch: "main",
      commit: null,
      snapshot: null,
      dirty: [],
      context: [],
      plan: null,
      next: null,
    },
    ...{ worktree: null, host: null, auto: false, by, session: null, at: "2026-01-02T03:04:05Z", op: id, body: "", extras: [] },
  };
}

function check(remote: readonly Entry[], clones: readonly Clone[]): void {
  const there = remote.map((entry) => entry.operation.op);
  for (const { written, lost } of clones) {
    for (const op of written) {
      expect(there.filter((other) => other === op).length + lost.filter((other) => other === op).length, op).toBe(1);
    }
  }
  const index = openInMemory();
  put(index, ROOT, false);
  const snapshot = new IndexSnapshot(index, () => "");
  const seen = new Set<string>();
  for (const { operation, files } of remote) {
    for (const { path } of files) {
      const { kind } = classifyPath(path);
      if (kind === "issue" || kind === "project") continue;
      expect(seen, `${path} was written twice`).not.toContain(path);
      seen.add(path);
      const lease = kind === "claim" ? snapshot.lease((operation.args as VerbArguments["claim"]).issue ?? "") : undefined;
      if (kind === "claim") {
        const { issue: claimed } = operation.args as VerbArguments["claim"];
        const gated = snapshot.row(claimed ?? "", { ...MOMENT, me: "" })?.hindrances.some((one) => one.kind === "gated");
        expect(gated, `${path} opened although a question gates it`).toBe(false);
        const paused = snapshot.records("escalation", { live_at: START }).some(({ head, parts }) => isPausing(head, parts));
        expect(paused, `${path} opened although the project is paused`).toBe(false);
      }
      if (lease !== undefined) expect(isLive(lease, MOMENT), `${path} opened over a live claim`).toBe(false);
    }
    put(index, files, false);
  }
  const titles = snapshot.rows({}, { ...MOMENT, me: "" }).map((row) => row.issue.title);
  const made = (verb: VerbName) => remote.filter((entry) => entry.operation.verb === verb).length;
  expect(titles.filter((title) => title.startsWith("By ")).length).toBe(made("create"));
  const questions = snapshot.records("decision", {});
  expect(questions.length).toBe(1 + made("decide"));
  for (const { parts } of questions) expect(parts.length).toBeLessThanOrEqual(1);
  const open = snapshot.records("escalation", { live_at: START }).map(({ head }) => head.fingerprint);
  expect(new Set(open).size, "two open escalations are about the same").toBe(open.length);
  index.close();
}

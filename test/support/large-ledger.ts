import { makeLedger } from "../../bench/ledger-text.ts";
import type { Claim } from "../../src/domain/claim.ts";
import type { Decision } from "../../src/domain/decision.ts";
import { emptyIssue } from "../../src/domain/fields.ts";
import { noteId } from "../../src/domain/note.ts";
import { toCompactStamp, toStamp } from "../../src/domain/time.ts";
import { serializeClaim } from "../../src/format/claim-file.ts";
import { serializeIssue } from "../../src/format/issue-file.ts";
import { serializeMessage } from "../../src/format/message-file.ts";
import { claimPath, issuePath, messagePath, PROJECT_PATH } from "../../src/format/paths.ts";
import { decisionPath, escalationPath, notePath, reservationPath } from "../../src/format/record-paths.ts";
import { RECORD_FILES } from "../../src/format/records/parse-record.ts";
import { START } from "./fake-host.ts";
import type { Scratch } from "./scratch.ts";

const AT = toStamp(START - 3_600_000);
const UNTIL = toStamp(START + 24 * 3_600_000);
const LONG = "This goes on for quite a while, since whoever writes here is paid by the word and has all day. ".repeat(6).trim();

const times = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, index) => make(index));
const moment = (index: number) => `${toCompactStamp(START - 3_600_000 + index)}-aaaaaa`;

interface FileText {
  readonly path: string;
  readonly content: string;
}

/** A repository whose ledger has so many issues, and where everybody wants something of `dave/vc` in the session `s1`. */
export async function crowdedRepository(here: Scratch, issues: number): Promise<string> {
  const directory = await here.repository("dave/vc");
  const files = [...[...makeLedger(issues, 0).commits].flatMap((commit) => commit.files), ...crowd()];
  const latest = new Map(files.map(({ path, content }) => [path, content]));
  latest.set(PROJECT_PATH, `${latest.get(PROJECT_PATH)}\n${times(30, () => LONG).join("\n\n")}\n`);
  const blobs = [...latest].map(([path, content]) => `M 100644 inline ${JSON.stringify(path)}\n${data(content)}`);
  const seconds = Math.floor(START / 1000) - 7200;
  const input = `commit refs/beads/ledger\ncommitter A <a@example.com> ${seconds} +0000\n${data("made")}${blobs.join("")}done\n`;
  const made = await here.run("git", ["fast-import", "--quiet", "--done"], { directory, input });
  if (made.status !== 0) throw new Error(made.stderr);
  return directory;
}

function data(text: string): string {
  return `data ${Buffer.byteLength(text)}\n${text}\n`;
}

function crowd(): FileText[] {
  return [
    ...times(30, held).flat(),
    ...times(60, question),
    ...times(300, message),
    ...times(80, (index) => decision(index, "record")),
    ...times(30, (index) => decision(index, "question")),
    ...times(60, note),
    ...times(40, reservation),
    ...times(20, escalation),
  ];
}

const idOf = (index: number) => `vc-held${String(index).padStart(2, "0")}`;

function held(index: number): FileText[] {
  const id = idOf(index);
  const title = `Held ${index}: ${LONG}`.slice(0, 200);
  const claim: Claim = {
    ...{
      issue: id,
      epoch: 1,
      by: "dave/vc",
      session: "s1",
      at: AT,
      until: UNTIL,
      op: "",
      previous: null,
      marker: null,
      extras: [],
    },
  };
  const isOver = index % 3 === 0;
  const closed = isOver ? { at: AT, by: "carol/vc", reason: LONG, outcome: "done" as const } : null;
  const issue = emptyIssue({ id, title, created: AT, by: "carol/vc", labels: ["backend"] });
  return [
    { path: issuePath(id), content: serializeIssue({ ...issue, status: isOver ? "closed" : "open", closed, body: LONG }) },
    { path: claimPath(id, 1), content: serializeClaim(claim) },
  ];
}

function message(index: number): FileText {
  const id = moment(index);
  const thread = idOf(index % 30);
  const from = {
    human: "carol",
    agent: "carol/vc",
    project: index % 2 === 0 ? "github.com/owner/beads" : "local:vc",
    session: null,
  };
  const words = { subject: LONG.slice(0, 100), body: LONG, data: {}, attachments: [], extras: [] };
  const asks = { type: "request" as const, priority: "emergency" as const, expects: "reply" as const, deadline: AT };
  const said = { id, thread, from, to: ["dave/vc"], ...asks, in_reply_to: null, ...words, created: AT, op: id };
  return { path: messagePath(thread, id), content: serializeMessage(said) };
}

function question(index: number): FileText {
  const id = `${toCompactStamp(START - 3_500_000 + index)}-bbbbbb`;
  const from = { human: "carol", agent: "carol/vc", project: "local:vc", session: null };
  const words = { subject: null, body: LONG, data: {}, attachments: [], extras: [] };
  const usual = { type: "handoff" as const, priority: "normal" as const, expects: "none" as const, deadline: null };
  const said = { id, thread: idOf(index % 30), from, to: [], ...usual, in_reply_to: null, ...words, created: AT, op: id };
  return { path: messagePath(said.thread, id), content: serializeMessage(said) };
}

function decision(index: number, kind: Decision["kind"]): FileText {
  const id = `adr-${kind.slice(0, 1)}${String(index).padStart(5, "0")}`;
  const options = kind === "question" ? times(4, (at) => ({ key: `o${at}`, text: LONG })) : [];
  const made: Decision = {
    ...{ id, kind, title: LONG.slice(0, 150), status: kind === "record" ? "accepted" : "proposed", options },
    ...{
      labels: ["backend"],
      paths: [],
      topics: [],
      supersedes: [],
      related: [],
      recommend: null,
      otherwise: null,
      deadline: null,
    },
    ...{ approver: "dave/vc", gates: [idOf(1)], propagate: [], source: null, created: AT, by: "carol/vc", op: id, extras: [] },
    body: `## Context\n\n${LONG}\n\n## Decision\n\n${LONG}\n`,
  };
  return { path: decisionPath(id), content: RECORD_FILES.decision.serialize(made) };
}

function note(index: number): FileText {
  const key = `note-${index}`;
  const agent = index % 2 === 0 ? "dave/vc" : null;
  const content = RECORD_FILES.note.serialize({
    ...{ id: noteId(key, agent), key, scope: agent === null ? "project" : "agent", agent, labels: ["backend"], source: null },
    ...{ forgotten: false, at: AT, by: "carol/vc", op: key, body: LONG.slice(0, 499), extras: [] },
  });
  return { path: notePath(noteId(key, agent)), content };
}

function reservation(index: number): FileText {
  const id = moment(index);
  const paths = times(8, (at) => `src/a-folder-with-a-long-name-${index}/another-one-${at}/**`);
  const content = RECORD_FILES.reservation.serialize({
    ...{
      id,
      paths,
      mode: "exclusive",
      by: "carol/vc",
      session: null,
      issue: idOf(2),
      intent: LONG,
      at: AT,
      until: UNTIL,
      op: id,
    },
    ...{ marker: null, extras: [] },
  });
  return { path: reservationPath(id), content };
}

function escalation(index: number): FileText {
  const id = moment(index);
  const content = RECORD_FILES.escalation.serialize({
    ...{
      id,
      title: LONG.slice(0, 150),
      level: index === 0 ? 3 : 1,
      category: "blocked",
      issue: idOf(3),
      pause: false,
      until: null,
    },
    ...{ fingerprint: id, by: "carol/vc", at: AT, op: id, body: LONG, extras: [] },
  });
  return { path: escalationPath(id), content };
}

import type { Claim, Ending, Renewal } from "../../../src/domain/claim.ts";
import type { Decision, DecisionMark } from "../../../src/domain/decision.ts";
import { emptyIssue } from "../../../src/domain/fields.ts";
import type { Issue } from "../../../src/domain/issue.ts";
import type { Message } from "../../../src/domain/message.ts";
import type { Project } from "../../../src/domain/project.ts";
import { serializeClaim, serializeEnding, serializeRenewal, serializeReset } from "../../../src/format/claim-file.ts";
import { serializeIssue } from "../../../src/format/issue-file.ts";
import { serializeMessage } from "../../../src/format/message-file.ts";
import {
  claimPath,
  endingPath,
  issuePath,
  messagePath,
  PROJECT_PATH,
  renewalPath,
  resetPath,
} from "../../../src/format/paths.ts";
import { serializeProject } from "../../../src/format/project-file.ts";
import { decisionPath } from "../../../src/format/record-paths.ts";
import { RECORD_FILES } from "../../../src/format/records/parse-record.ts";
import type { FileWrite, Oid, Repository } from "../../../src/git/repository.ts";

/** 2026-01-02T03:04:05Z. */
export const START = Date.UTC(2026, 0, 2, 3, 4, 5);

export function issue(id: string, fields: Partial<Issue> = {}): Issue {
  return { ...emptyIssue({ id, title: `Title of ${id}`, created: "2026-01-01T00:00:00Z", by: "dave/vc" }), ...fields };
}

export function issueFile(each: Issue): FileWrite {
  return { path: issuePath(each.id), content: serializeIssue(each) };
}

export function message(id: string, thread: string | null, fields: Partial<Message> = {}): Message {
  return {
    id,
    thread,
    from: { human: "dave@example.com", agent: "dave/vc", project: "github.com/owner/vc", session: null },
    to: [],
    type: "note",
    priority: "normal",
    expects: "none",
    deadline: null,
    in_reply_to: null,
    subject: null,
    data: {},
    attachments: [],
    created: "2026-01-01T00:00:00Z",
    op: id,
    body: `Text of ${id}`,
    extras: [],
    ...fields,
  };
}

export function messageFile(each: Message): FileWrite {
  return { path: messagePath(each.thread, each.id), content: serializeMessage(each) };
}

export function claimFile(id: string, epoch: number, fields: Partial<Claim> = {}): FileWrite {
  const claim: Claim = {
    issue: id,
    epoch,
    by: "dave/vc",
    session: null,
    at: "2026-01-02T00:00:00Z",
    until: "2026-01-02T04:00:00Z",
    op: "20260102T000000000Z-7k3xq2",
    previous: null,
    marker: null,
    extras: [],
    ...fields,
  };
  return { path: claimPath(id, epoch), content: serializeClaim(claim) };
}

export function renewalFile(id: string, epoch: number, renewal: number, until: string): FileWrite {
  const file: Renewal = {
    issue: id,
    epoch,
    renewal,
    by: "dave/vc",
    at: "2026-01-02T00:00:00Z",
    until,
    op: "20260102T000000000Z-7k3xq3",
    extras: [],
  };
  return { path: renewalPath(id, epoch, renewal), content: serializeRenewal(file) };
}

export function endingFile(id: string, epoch: number, outcome: Ending["outcome"] = "released"): FileWrite {
  const file: Ending = {
    issue: id,
    epoch,
    outcome,
    by: "dave/vc",
    at: "2026-01-02T00:00:00Z",
    reason: null,
    op: "20260102T000000000Z-7k3xq4",
    extras: [],
  };
  return { path: endingPath(id, epoch), content: serializeEnding(file) };
}

export function resetFile(id: string, epoch: number): FileWrite {
  const made = { by: "dave/vc", at: "2026-01-02T00:00:00Z", reason: null, op: "20260102T000000000Z-7k3xq5", extras: [] };
  return { path: resetPath(id, epoch), content: serializeReset({ issue: id, epoch, ...made }) };
}

export function decisionFile(fields: Partial<Decision> & Pick<Decision, "id">): FileWrite {
  const file: Decision = {
    ...{
      kind: "question",
      title: "Which one?",
      status: "proposed",
      labels: [],
      paths: [],
      topics: [],
      supersedes: [],
      related: [],
    },
    ...{ options: [{ key: "a", text: "One" }], recommend: null, approver: null, deadline: null, otherwise: null, gates: [] },
    ...{ propagate: [], source: null, created: "2026-01-01T00:00:00Z", by: "dave/vc", op: fields.id, body: "", extras: [] },
    ...fields,
  };
  return { path: decisionPath(file.id), content: RECORD_FILES.decision.serialize(file) };
}

export function decisionMarkFile(decision: string, id: string, kind: DecisionMark["kind"]): FileWrite {
  const file: DecisionMark = {
    ...{ decision, id, kind, at: "2026-01-02T00:00:00Z", by: "dave/vc", project: null, option: null, related: [] },
    ...{ reason: null, op: id, extras: [] },
  };
  return { path: decisionPath(decision, id), content: RECORD_FILES.decision_mark.serialize(file) };
}

export function projectFile(fields: Partial<Project> = {}): FileWrite {
  const project: Project = {
    name: "vc",
    prefix: "vc",
    format: 1,
    identity: "github.com/owner/vc",
    remote: null,
    aliases: [],
    projects: {},
    types: [],
    inbound: "open",
    inbound_projects: {},
    roles: {},
    push: "direct",
    settings: {},
    created: "2026-01-01T00:00:00Z",
    by: "dave/vc",
    body: "",
    extras: [],
    ...fields,
  };
  return { path: PROJECT_PATH, content: serializeProject(project) };
}

/** Makes a commit of some files and answers its name; no ref moves. `second` tells the commits' times apart. */
export async function commit(repository: Repository, parent: Oid | null, files: readonly FileWrite[], second = 0): Promise<Oid> {
  const by = { name: "dave/vc", email: "dave@example.com", at: START + second * 1000 };
  const [oid] = await repository.writeCommits([{ parent, files, message: "ledger: a change\n", author: by, committer: by }]);
  return oid as Oid;
}

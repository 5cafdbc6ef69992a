import fc from "fast-check";
import { CLAIM_ENDS } from "../../../src/domain/claim.ts";
import type { BeadElsewhere } from "../../../src/domain/elsewhere.ts";
import { type Issue, OUTCOMES, type Priority, STATUSES } from "../../../src/domain/issue.ts";
import { issuePath } from "../../../src/format/paths.ts";
import type { FileWrite } from "../../../src/git/repository.ts";
import type { IssueFilter } from "../../../src/store/snapshot.ts";
import {
  claimFile,
  decisionFile,
  decisionMarkFile,
  endingFile,
  issue,
  issueFile,
  message,
  messageFile,
  projectFile,
  renewalFile,
  resetFile,
} from "./ledger.ts";

/** Issues of two other projects. */
export const ADDRESSES = ["github.com/owner/beads:beads-1", "github.com/owner/beads:beads-2", "github.com/owner/lib:lib-1"];
export const IDS = ["vc-1", "vc-2", "vc-3", "vc-4", "vc-5", "vc-6"];
const NAMES = ["dave/vc", "eve/vc", "@steve"];
const LABELS = ["ui", "io", "slow"];
/** Few times, close together, so that they meet; one has a fraction of a second. */
const STAMPS = [
  "2026-01-02T00:00:00Z",
  "2026-01-02T00:00:00.500Z",
  "2026-01-02T00:04:00Z",
  "2026-01-02T00:06:00Z",
  "2026-01-02T02:00:00Z",
];

const id = fc.constantFrom(...IDS);
const stamp = fc.constantFrom(...STAMPS);
const name = fc.constantFrom(...NAMES);
const rarely = <T>(of: fc.Arbitrary<T>) => fc.oneof({ weight: 4, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: of });
const priority = fc.integer({ min: 0, max: 4 }) as fc.Arbitrary<Priority>;
const words = fc.constantFrom("parser crash", "Slow parser", "fix the crash", "naïve café", "");

/** An issue that mostly names issues before it, so that there are deep graphs beside the knots. */
function issueOf(of: string, status: fc.Arbitrary<Issue["status"]>): fc.Arbitrary<FileWrite> {
  const before = IDS.slice(0, IDS.indexOf(of));
  const other =
    before.length === 0 ? id : fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...before) }, { weight: 1, arbitrary: id });
  const needed = fc.oneof(
    { weight: 8, arbitrary: other },
    { weight: 1, arbitrary: fc.constant("vc-9") },
    { weight: 2, arbitrary: fc.constantFrom(...ADDRESSES) },
  );
  return fc
    .record({
      status,
      type: fc.constantFrom("task", "task", "task", "task", "epic", "decision", "rig"),
      priority,
      parent: fc.oneof({ weight: 1, arbitrary: fc.constant(null) }, { weight: before.length === 0 ? 0 : 2, arbitrary: other }),
      needs: fc.uniqueArray(fc.record({ id: needed, needs_success: fc.boolean() }), {
        maxLength: before.length === 0 ? 0 : 2,
        selector: (need) => need.id,
      }),
      related: fc.uniqueArray(id, { maxLength: 1 }),
      labels: fc.uniqueArray(fc.constantFrom(...LABELS), { maxLength: 2 }),
      assignee: rarely(name),
      due: rarely(stamp),
      defer_until: rarely(stamp),
      created: stamp,
      body: words,
      end: fc.record({ at: stamp, by: name, reason: fc.constant(null), outcome: fc.constantFrom(...OUTCOMES) }),
    })
    .map(({ end, ...fields }) => issueFile(issue(of, { ...fields, closed: fields.status === "closed" ? end : null })));
}

const anyStatus = fc.constantFrom(...STATUSES, "open" as const, "open" as const);
const issues = id.chain((of) => issueOf(of, anyStatus));

const epoch = fc.integer({ min: 1, max: 4 });
const claims: fc.Arbitrary<FileWrite> = fc.oneof(
  fc.tuple(id, epoch, name, stamp).map(([of, nth, by, until]) => claimFile(of, nth, { by, until })),
  fc.tuple(id, epoch, fc.integer({ min: 1, max: 2 }), stamp).map(([of, nth, n, until]) => renewalFile(of, nth, n, until)),
  fc
    .tuple(id, epoch, fc.constantFrom("failed", "expired", ...CLAIM_ENDS))
    .map(([of, nth, outcome]) => endingFile(of, nth, outcome)),
  fc.tuple(id, epoch).map(([of, nth]) => resetFile(of, nth)),
);

const messageId = fc.integer({ min: 1, max: 4 }).map((n) => `20260102T00000${n}000Z-7k3xq2`);
const messages: fc.Arbitrary<FileWrite> = fc
  .tuple(messageId, rarely(id), words, fc.uniqueArray(name, { maxLength: 2 }), rarely(messageId))
  .map(([own, thread, body, to, in_reply_to]) => messageFile(message(own, thread, { body, to, in_reply_to })));

const questionId = fc.constantFrom("adr-1", "adr-2", "adr-3");
/** Questions and plain decisions that gate issues, and what is said of them. */
const decisions: fc.Arbitrary<FileWrite> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc
      .record({
        id: questionId,
        gates: fc.uniqueArray(id, { maxLength: 2 }),
        kind: fc.constantFrom("question", "question", "record"),
        deadline: rarely(stamp),
        otherwise: fc.constantFrom(null, "a"),
      })
      .map((fields) => decisionFile(fields)),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(questionId, fc.constantFrom("answer", "reject", "ack", "relate"), fc.integer({ min: 1, max: 2 }))
      .map(([of, kind, nth]) => decisionMarkFile(of, `20260102T00000${nth}000Z-7k3xq2`, kind)),
  },
);

const projects = fc.boolean().map((workable) => projectFile({ types: [{ name: "rig", workable }] }));
const broken = id.map((of): FileWrite => ({ path: issuePath(of), content: "<<<<<<< ours\n" }));

/** A change of one file: mostly of an issue, sometimes broken, sometimes gone. */
export const edit: fc.Arbitrary<FileWrite> = fc
  .tuple(
    fc.oneof(
      { weight: 8, arbitrary: issues },
      { weight: 3, arbitrary: claims },
      { weight: 2, arbitrary: messages },
      { weight: 3, arbitrary: decisions },
      { weight: 1, arbitrary: projects },
      { weight: 1, arbitrary: broken },
    ),
    fc.integer({ min: 0, max: 9 }),
  )
  .map(([file, chance]) => (chance === 0 ? { path: file.path, content: null } : file));

/** What may be known of an issue elsewhere; it may wait for ours in turn. */
function elsewhereOf(address: string): fc.Arbitrary<BeadElsewhere> {
  const needed = fc.constantFrom(...IDS, ...ADDRESSES, "github.com/owner/beads:beads-9");
  return fc
    .record({
      status: fc.constantFrom(...STATUSES, "open" as const, "open" as const),
      parent: rarely(fc.constantFrom(...ADDRESSES)),
      needs: fc.uniqueArray(fc.record({ id: needed, needs_success: fc.boolean() }), {
        maxLength: 2,
        selector: (need) => need.id,
      }),
      end: fc.record({ at: stamp, by: name, reason: fc.constant(null), outcome: fc.constantFrom(...OUTCOMES) }),
    })
    .map(({ end, ...fields }) => ({
      id: address,
      type: "task",
      defer_until: null,
      title: address,
      holder: null,
      until: null,
      revisions: 1,
      updated: "2026-01-02T00:00:00Z",
      ...fields,
      closed: fields.status === "closed" ? end : null,
    }));
}

/** All that is known elsewhere at one time. */
export const elsewhere: fc.Arbitrary<readonly BeadElsewhere[]> = fc
  .subarray(ADDRESSES)
  .chain((addresses): fc.Arbitrary<readonly BeadElsewhere[]> => fc.tuple(...addresses.map(elsewhereOf)));

/** What is known elsewhere with each commit of a history, and once more behind them; undefined: nothing new. */
export const sightings = fc.array(fc.option(elsewhere, { nil: undefined }), { minLength: 12, maxLength: 12 });

/** Commits in a row: first one with most issues, then some of few files. */
export const history = fc
  .tuple(
    fc.subarray(IDS, { minLength: 3 }).chain((ids) => fc.tuple(...ids.map((of) => issueOf(of, fc.constant("open"))))),
    fc.array(fc.array(edit, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 8 }),
  )
  .map(([first, steps]): FileWrite[][] => [first, ...steps]);

export const moment = fc
  .tuple(stamp, stamp, name)
  .map(([now, known, me]) => ({ now: Date.parse(now), known: Math.min(Date.parse(now), Date.parse(known)), me }));

const range = fc.record({ after: stamp, before: stamp }, { requiredKeys: [] });

export const filter: fc.Arbitrary<IssueFilter> = fc.record(
  {
    statuses: fc.uniqueArray(fc.constantFrom(...STATUSES, "ready" as const, "blocked" as const, "in_progress" as const), {
      maxLength: 2,
    }),
    types: fc.uniqueArray(fc.constantFrom("task", "epic", "rig"), { maxLength: 2 }),
    min_priority: priority,
    max_priority: priority,
    labels_all: fc.uniqueArray(fc.constantFrom(...LABELS), { maxLength: 2 }),
    labels_any: fc.uniqueArray(fc.constantFrom(...LABELS), { maxLength: 2 }),
    labels_none: fc.uniqueArray(fc.constantFrom(...LABELS), { maxLength: 2 }),
    assignee: rarely(name),
    holder: name,
    parent: rarely(id),
    text: fc.constantFrom("PARSER", "crash", "NAÏVE", "vc-1", ""),
    closed: range,
    due: range,
    ids: fc.uniqueArray(id),
    by: name,
    deleted: fc.constantFrom(true, false, "only" as const),
    sort: fc.constantFrom("priority" as const, "due" as const, "id" as const),
    reverse: fc.boolean(),
    limit: fc.integer({ min: 0, max: 3 }),
    offset: fc.integer({ min: 0, max: 2 }),
  },
  { requiredKeys: [] },
);

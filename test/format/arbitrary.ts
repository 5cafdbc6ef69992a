import fc from "fast-check";
import type { Claim, Ending, Renewal, Reset } from "../../src/domain/claim.ts";
import { CLAIM_ENDS } from "../../src/domain/claim.ts";
import { type Issue, OUTCOMES, STATUSES } from "../../src/domain/issue.ts";
import { EXPECTATIONS, MESSAGE_PRIORITIES, MESSAGE_TYPES, type Message } from "../../src/domain/message.ts";
import { OUTBOX_KINDS, OUTBOX_MARKS, type OutboxEntry, type OutboxMark, VIAS } from "../../src/domain/outbox.ts";
import { INBOUND, type Project, PUSH_WAYS } from "../../src/domain/project.ts";
import { toStamp } from "../../src/domain/time.ts";
import type { Extra, Yaml } from "../../src/domain/yaml.ts";

/** Texts that one reader of YAML or another takes for something else, or trips over. */
export const TRICKY = [
  ..."no No NO yes on off y n Y true True FALSE null Null ~ NaN .nan .NaN .inf -.inf +.INF inf".split(" "),
  ..."0 -0 +1 1e3 1E3 1.0e+3 .5 5. 0x1F 0o17 017 0b101 1_000 1:30 190:20:30 12e03 -1 +.5 685_230.15".split(" "),
  ..."2026-11-21 2026-11-21T10:30:00Z 2001-12-14t21:59:43.10-05:00 20261121T103000123Z-7k3xq2 12345678901234567890".split(" "),
  ..."--- ... - -- -a ? ?a : :a a: a:b # #a a# & &a *a ! !!str !a | > |- >+ % %YAML @ @steve ` ' \" '' \"\" = << <<<<<<< ======= >>>>>>>".split(
    " ",
  ),
  ..."[ ] [] { } {} [a] {a: 1} , a,b".split(" "),
  "",
  " ",
  " a",
  "a ",
  "a b",
  "a: b",
  "a :b",
  "a #b",
  "- a",
  "? a",
  "2001-12-14 21:59:43.10 -5",
  "a\nb",
  "a\n",
  "\n",
  "\n---\n",
  "a\tb",
  "\ta",
  "a\r\nb",
  "a\rb",
  'say "hi"',
  "back\\slash",
  "C:\\src",
  "\\u0041",
  "\u0000",
  "\u0007",
  "\u001b[31m",
  "\u007f",
  "\u0085",
  "\u00a0a",
  "a\u00a0",
  "a\u2028b",
  "\u2029",
  "\ufeffa",
  "a\ufeff",
  "\ufffe",
  "\uffff",
  "\ud800",
  "a\udc00",
  "\udc00\ud800",
  "😀",
  "👩‍👩‍👧",
  "ünïcödé",
  "日本語: テスト",
  "a".repeat(2000),
  "__proto__",
  "constructor",
  "toString",
  "a: 'b",
  "x".repeat(50),
];

/** Texts of every kind, many of them hostile. */
export const text = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...TRICKY) },
  { weight: 2, arbitrary: fc.string({ unit: "binary", maxLength: 30 }) },
  { weight: 2, arbitrary: fc.string({ unit: "grapheme-ascii", maxLength: 30 }) },
  { weight: 1, arbitrary: fc.array(fc.constantFrom(...TRICKY), { minLength: 2, maxLength: 4 }).map((parts) => parts.join("")) },
  { weight: 1, arbitrary: fc.array(fc.constantFrom(...TRICKY), { minLength: 2, maxLength: 4 }).map((parts) => parts.join(" ")) },
  {
    weight: 1,
    arbitrary: fc.string({ unit: fc.constantFrom(..."0123456789.+-eExXoObB_:TtZz ") as fc.Arbitrary<string>, maxLength: 12 }),
  },
  {
    weight: 1,
    arbitrary: fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)), maxLength: 8 }),
  },
);

/** Plain objects, since those are what the readers give. */
function record<T>(model: { [K in keyof T]: fc.Arbitrary<T[K]> }): fc.Arbitrary<T> {
  return fc.record(model, { noNullPrototype: true }) as fc.Arbitrary<T>;
}

const key = text.filter((candidate) => candidate.length < 150);

/** Any value of a frontmatter, nested. */
export const yaml: fc.Arbitrary<Yaml> = fc.letrec<{ value: Yaml }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, depthSize: "small" },
    text,
    fc.double(),
    fc.integer(),
    fc.constantFrom<number>(0, -0, 1e21, 1e-7, 1e100, Number.MAX_VALUE, Number.MIN_VALUE, 123456789012345680000, Number.NaN),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(key, tie("value"), { maxKeys: 4, noNullPrototype: true }),
  ),
})).value;

export const id = fc.oneof(
  fc
    .string({ unit: fc.constantFrom(..."0123456789abcdefghjkmnpqrstvwxyz") as fc.Arbitrary<string>, minLength: 6, maxLength: 6 })
    .map((part) => `beads-${part}`),
  fc.constantFrom("bd-1", "bd-a3f8.1", "GT-12", "CON", "no", "1e3", "a b", ".x", "x.", "ü-1", "#12", "a/b", "-", "%41"),
);

const need = record({
  id: fc.oneof(
    id,
    id.map((of) => `beads:${of}`),
    id.map((of) => `github.com/owner/beads:${of}`),
  ),
  needs_success: fc.boolean(),
});

export const stamp = fc.integer({ min: 0, max: 253402300799999 }).map((ms) => toStamp(ms));

const maybe = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: null });

/** A body as it is stored: LF, no line breaks at its end, whole characters. */
export const body = fc
  .oneof(
    text,
    fc.array(text, { maxLength: 6 }).map((lines) => lines.join("\n")),
  )
  .map((of) => of.toWellFormed().replace(/\r\n?/g, "\n").replace(/\n+$/, ""));

/** Unknown keys behind a known one that is always written. */
export function extras(known: readonly string[], anchors: readonly string[]): fc.Arbitrary<readonly Extra[]> {
  const one = record({
    key: key.filter((candidate) => !known.includes(candidate)),
    value: yaml.filter((value) => value !== null),
    after: fc.constantFrom(null, ...anchors),
  });
  const place = (extra: Extra) => (extra.after === null ? -1 : anchors.indexOf(extra.after));
  return fc
    .uniqueArray(one, { maxLength: 3, selector: (extra) => extra.key })
    .map((list) => [...list].sort((a, b) => place(a) - place(b)));
}

const moment = fc
  .tuple(
    fc.integer({ min: 0, max: 253402300799999 }),
    fc.string({
      unit: fc.constantFrom(..."0123456789abcdefghjkmnpqrstvwxyz") as fc.Arbitrary<string>,
      minLength: 6,
      maxLength: 6,
    }),
  )
  .map(([ms, part]) => `${new Date(ms).toISOString().replace(/[-:.]/g, "")}-${part}`);

export function issue(known: readonly string[]): fc.Arbitrary<Issue> {
  return record<Issue>({
    id,
    title: text,
    status: fc.constantFrom(...STATUSES),
    type: text,
    priority: fc.constantFrom(0, 1, 2, 3, 4),
    parent: maybe(id),
    needs: fc.array(need, { maxLength: 3 }),
    related: fc.array(id, { maxLength: 3 }),
    discovered_from: fc.array(id, { maxLength: 2 }),
    duplicate_of: maybe(id),
    superseded_by: maybe(id),
    labels: fc.array(text, { maxLength: 4 }),
    assignee: maybe(text),
    due: maybe(stamp),
    defer_until: maybe(stamp),
    estimate: maybe(fc.nat()),
    external_ref: maybe(text),
    created: stamp,
    by: text,
    origin: maybe(record({ project: text, issue: maybe(text), actor: text, op: maybe(moment) })),
    closed: maybe(record({ at: stamp, by: text, reason: maybe(text), outcome: fc.constantFrom(...OUTCOMES) })),
    metadata: fc.dictionary(key, yaml, { maxKeys: 4, noNullPrototype: true }),
    body,
    extras: extras(known, ["id", "title", "priority", "created", "by"]),
  });
}

export function message(known: readonly string[]): fc.Arbitrary<Message> {
  return record<Message>({
    id: moment,
    thread: maybe(id),
    from: record({ human: text, agent: text, project: text, session: maybe(text) }),
    to: fc.array(text, { maxLength: 3 }),
    type: fc.constantFrom(...MESSAGE_TYPES),
    priority: fc.constantFrom(...MESSAGE_PRIORITIES),
    expects: fc.constantFrom(...EXPECTATIONS),
    deadline: maybe(stamp),
    in_reply_to: maybe(moment),
    subject: maybe(text),
    data: fc.dictionary(key, text, { maxKeys: 3, noNullPrototype: true }),
    attachments: fc.array(record({ name: text, size: fc.nat() }), { maxLength: 2 }),
    created: stamp,
    op: moment,
    body,
    extras: extras(known, ["id", "from", "type", "created", "op"]),
  });
}

export function outboxEntry(known: readonly string[]): fc.Arbitrary<OutboxEntry> {
  return record<OutboxEntry>({
    id: moment,
    kind: fc.constantFrom(...OUTBOX_KINDS),
    project: text,
    url: maybe(text),
    bead: id,
    issue: maybe(id),
    title: maybe(text),
    type: text,
    priority: text,
    labels: fc.array(text, { maxLength: 3 }),
    to: fc.array(text, { maxLength: 3 }),
    expects: fc.constantFrom(...EXPECTATIONS),
    deadline: maybe(stamp),
    in_reply_to: maybe(moment),
    subject: maybe(text),
    data: fc.dictionary(key, text, { maxKeys: 3, noNullPrototype: true }),
    attachments: fc.array(record({ name: text, size: fc.nat() }), { maxLength: 2 }),
    reopen: fc.boolean(),
    via: fc.constantFrom(...VIAS),
    from: record({ human: text, agent: text, project: text, session: maybe(text) }),
    created: stamp,
    body,
    extras: extras(known, ["id", "kind", "project", "bead", "created"]),
  });
}

export function outboxMark(known: readonly string[]): fc.Arbitrary<OutboxMark> {
  return record<OutboxMark>({
    entry: moment,
    state: fc.constantFrom(...OUTBOX_MARKS),
    at: stamp,
    by: text,
    bead: maybe(id),
    reason: maybe(text),
    branch: maybe(text),
    extras: extras(known, ["entry", "state", "at", "by"]),
  });
}

const epoch = fc.integer({ min: 1, max: 99_999 });

export function claim(known: readonly string[]): fc.Arbitrary<Claim> {
  return record<Claim>({
    issue: id,
    epoch,
    by: text,
    session: maybe(text),
    at: stamp,
    until: stamp,
    op: moment,
    previous: maybe(text),
    marker: maybe(text),
    extras: extras(known, ["issue", "epoch", "by", "op"]),
  });
}

export function renewal(known: readonly string[]): fc.Arbitrary<Renewal> {
  return record<Renewal>({
    issue: id,
    epoch,
    renewal: fc.integer({ min: 1, max: 9999 }),
    by: text,
    at: stamp,
    until: stamp,
    op: moment,
    extras: extras(known, ["issue", "op"]),
  });
}

export function ending(known: readonly string[]): fc.Arbitrary<Ending> {
  return record<Ending>({
    issue: id,
    epoch,
    outcome: fc.constantFrom(...CLAIM_ENDS),
    by: text,
    at: stamp,
    reason: maybe(text),
    op: moment,
    extras: extras(known, ["issue", "op"]),
  });
}

export function reset(known: readonly string[]): fc.Arbitrary<Reset> {
  return record<Reset>({
    issue: id,
    epoch,
    by: text,
    at: stamp,
    reason: maybe(text),
    op: moment,
    extras: extras(known, ["issue", "op"]),
  });
}

export function project(known: readonly string[]): fc.Arbitrary<Project> {
  const texts = fc.dictionary(key, text, { maxKeys: 3, noNullPrototype: true });
  return record<Project>({
    name: text,
    prefix: text,
    format: fc.constant(1),
    identity: text,
    remote: maybe(text),
    aliases: fc.array(text, { maxLength: 3 }),
    projects: texts,
    types: fc.array(record({ name: text, workable: fc.boolean() }), { maxLength: 3 }),
    inbound: fc.constantFrom(...INBOUND),
    inbound_projects: fc.dictionary(key, fc.constantFrom(...INBOUND), { maxKeys: 3, noNullPrototype: true }),
    push: fc.constantFrom(...PUSH_WAYS),
    roles: fc.dictionary(key, fc.array(text, { minLength: 1, maxLength: 3 }), { maxKeys: 3, noNullPrototype: true }),
    settings: texts,
    created: stamp,
    by: text,
    body,
    extras: extras(known, ["name", "format", "by"]),
  });
}

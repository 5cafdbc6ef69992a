import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { arrivalKey, asksOne, closingKey, isAnswerTo } from "../../../src/domain/inbox.ts";
import type { Issue } from "../../../src/domain/issue.ts";
import type { Message } from "../../../src/domain/message.ts";
import { TAKING_BACK, takesBack } from "../../../src/domain/taking-back.ts";
import { toCompactStamp, toStamp } from "../../../src/domain/time.ts";
import type { FileWrite } from "../../../src/git/repository.ts";
import type { InboxPlaces, InboxQuestion } from "../../../src/store/inbox-question.ts";
import { openInMemory } from "../../../src/store/index/index-file.ts";
import { IndexSnapshot } from "../../../src/store/index/index-snapshot.ts";
import { issue, issueFile, message, messageFile } from "./ledger.ts";
import { put } from "./tables.ts";

const NOW = Date.UTC(2026, 0, 2);
const NAMES = ["dave/vc", "carol/vc", "eve/beads"];
const TO = [...NAMES, "vc", "@dave", "@all"];
const THREADS = ["vc-1", "vc-2", null];
const IDS = Array.from("0123456789", (digit) => `20260101T00000000${digit}Z-7k3xq2`);

const messages = fc.uniqueArray(
  fc.record({
    id: fc.constantFrom(...IDS),
    thread: fc.constantFrom(...THREADS),
    sender: fc.constantFrom(...NAMES),
    project: fc.constantFrom("github.com/owner/vc", "github.com/owner/beads"),
    to: fc.subarray(TO, { maxLength: 3 }),
    in_reply_to: fc.option(fc.constantFrom(...IDS), { nil: null }),
    expects: fc.constantFrom("none", "ack", "reply"),
    type: fc.constantFrom("note", "ack"),
    data: fc.constantFrom({}, {}, TAKING_BACK.data),
    body: fc.constantFrom("", "A word."),
    priority: fc.constantFrom("normal", "emergency"),
    deadline: fc.option(fc.constantFrom("2026-01-01T12:00:00Z", "2026-01-03T00:00:00Z"), { nil: null }),
  }),
  { selector: ({ id, thread }) => `${thread} ${id}`, maxLength: 14 },
);

const issues = fc.tuple(
  ...["vc-1", "vc-2", "vc-3"].map((id) =>
    fc.record({
      id: fc.constant(id),
      status: fc.constantFrom("open", "closed", "proposed"),
      project: fc.constantFrom(null, "github.com/owner/beads", "github.com/owner/vc"),
      at: fc.integer({ min: 0, max: 12 }),
    }),
  ),
);

const question = fc.record({
  me: fc.constantFrom(...NAMES),
  to: fc.subarray(TO),
  elsewhere: fc.boolean(),
  everything: fc.boolean(),
  before: fc.constantFrom("", IDS[4] as string),
  read: fc.subarray(IDS).map((ids) => new Set(ids)),
});

type Said = (typeof messages extends fc.Arbitrary<infer T> ? T : never)[number];

function spoken({ sender, project, ...fields }: Said): Message {
  const from = { human: "x", agent: sender, project, session: null };
  return message(fields.id, fields.thread, { ...fields, from } as Partial<Message>);
}

function filed({ id, status, project, at }: { id: string; status: string; project: string | null; at: number }): Issue {
  const stamp = toStamp(Date.UTC(2026, 0, 1) + at);
  const origin = project === null ? null : { project, issue: null, actor: "eve/beads", op: null };
  const closed = status === "closed" ? { at: stamp, by: "dave/vc", reason: null, outcome: "done" as const } : null;
  return issue(id, { status: status as Issue["status"], created: stamp, origin, closed });
}

/** What the inbox is, by looking at every message and issue. */
function oracle(said: readonly Message[], all: readonly Issue[], asked: InboxQuestion) {
  const repliesTo = (one: Message) => said.filter((reply) => reply.thread === one.thread && reply.in_reply_to === one.id);
  const isGone = (one: Message) => repliesTo(one).some((later) => takesBack(later, one));
  const answersTo = (one: Message) => repliesTo(one).filter((reply) => !isGone(reply));
  const isMine = ({ from }: Message) => from.agent === asked.me && asked.projects.includes(from.project);
  const mine = said.filter(isMine);
  const isUnread = (key: string) => key > asked.before && !asked.read.has(key);
  const isSeen = (one: Message) =>
    mine.some((own) => own.in_reply_to === one.id || (one.thread !== null && own.thread === one.thread && own.id > one.id));
  const isOurs = (each: Issue) => each.origin !== null && asked.projects.includes(each.origin.project);
  const isWaiting = (one: Message) =>
    one.expects !== "none" && !isGone(one) && !(asksOne(one) && answersTo(one).some((reply) => isAnswerTo(one, reply)));
  const found = said.flatMap((one) => {
    if (isMine(one)) return [];
    const unread = isUnread(one.id) && !isSeen(one);
    const toMe = one.to.some((name) => asked.to.includes(name));
    const onSent = asked.elsewhere && all.some((each) => each.id === one.thread && isOurs(each));
    const waits = toMe && isWaiting(one);
    const isNews = asked.everything || (unread && (one.type !== "ack" || one.body !== ""));
    return (waits && !asked.everything) || (isNews && (toMe || onSent))
      ? [`${one.thread} ${one.id} ${unread} ${waits && !asked.everything}`]
      : [];
  });
  const arrived = all.filter((each) => {
    if (asked.elsewhere || (each.status !== "proposed" && (each.origin === null || isOurs(each)))) return false;
    if (each.status === "proposed" || asked.everything) return true;
    const seen = mine.some((own) => own.thread === each.id);
    return each.status !== "closed" && !seen && isUnread(arrivalKey(each));
  });
  const closed = all.filter((each) => {
    if (!asked.elsewhere || each.closed === null || !isOurs(each)) return false;
    const after = toCompactStamp(Date.parse(each.closed.at));
    const seen = mine.some((own) => own.thread === each.id && own.id > after);
    return asked.everything || (!seen && isUnread(closingKey(each.id, each.closed)));
  });
  return { messages: found.sort(), arrived: arrived.map(({ id }) => id).sort(), closed: closed.map(({ id }) => id).sort() };
}

function told(snapshot: IndexSnapshot, { messages: places, arrived, closed }: InboxPlaces) {
  const said = places.map((place) => `${snapshot.spoken(place)?.message.thread} ${place.id} ${place.unread} ${place.asked}`);
  return { messages: said.sort(), arrived: arrived.map(({ id }) => id).sort(), closed: closed.map(({ id }) => id).sort() };
}

describe("what an index answers for an inbox", () => {
  test("is what a look at every message and issue gives, whether it was filled at once or followed edits", () => {
    fc.assert(
      fc.property(messages, issues, fc.array(question, { minLength: 4, maxLength: 4 }), fc.nat(), (said, all, asked, gone) => {
        const every = said.map(spoken);
        const kept = every.filter((_, at) => at !== gone % (every.length + 1));
        const filedAll = all.map(filed);
        const fresh = openInMemory();
        put(fresh, [...filedAll.map(issueFile), ...kept.map(messageFile)], true);
        const followed = openInMemory();
        for (const one of every) put(followed, [messageFile(one)], false);
        put(
          followed,
          [...filedAll.map(issueFile), ...every.map((one) => (kept.includes(one) ? messageFile(one) : removed(one)))],
          false,
        );
        for (const one of asked) {
          const whole: InboxQuestion = { ...one, projects: ["github.com/owner/vc"], now: NOW, limit: 100 };
          for (const connection of [fresh, followed]) {
            const snapshot = new IndexSnapshot(connection, () => "");
            expect(told(snapshot, snapshot.inbox(whole))).toEqual(oracle(kept, filedAll, whole));
          }
        }
        fresh.close();
        followed.close();
      }),
      { numRuns: 500, seed: 20261121 },
    );
  }, 120_000);

  test("follows an answer that is taken back, in whatever order the files come, and one that is not any more", () => {
    const [first = "", second = "", third = ""] = IDS;
    const vc = (agent: string) => ({ ...from(agent), project: "github.com/owner/vc" });
    const asked = message(first, "vc-1", { to: ["dave/vc"], expects: "reply", from: vc("carol/vc") });
    const answer = message(second, "vc-1", { in_reply_to: first, from: vc("dave/vc") });
    const back = message(third, "vc-1", { in_reply_to: second, from: vc("dave/vc"), data: TAKING_BACK.data });
    const seen = { me: "erin/vc", to: ["dave/vc"], projects: [], elsewhere: false, before: "", read: new Set<string>() };
    const waits = (connection: ReturnType<typeof openInMemory>) => {
      const places = new IndexSnapshot(connection, () => "").inbox({ ...seen, everything: false, now: NOW, limit: 9 });
      return places.messages.some((place) => place.asked);
    };
    for (const order of [
      [asked, answer, back],
      [back, answer, asked],
      [answer, back, asked],
      [asked, back, answer],
    ]) {
      const connection = openInMemory();
      for (const one of order) put(connection, [messageFile(one)], false);
      expect(waits(connection)).toBe(true);
      put(connection, [removed(back)], false);
      expect(waits(connection)).toBe(false);
      connection.close();
    }
  });

  test("comes newest first, emergencies before the rest, and stops at the limit", () => {
    const connection = openInMemory();
    const said = IDS.map((id, at) =>
      message(id, null, { to: ["vc"], priority: at === 2 ? "emergency" : "normal", from: from("eve/beads") }),
    );
    put(connection, said.map(messageFile), true);
    const asked = {
      me: "dave/vc",
      to: ["vc"],
      projects: [],
      elsewhere: false,
      before: "",
      read: new Set<string>(),
      everything: false,
    };
    const places = new IndexSnapshot(connection, () => "").inbox({ ...asked, now: NOW, limit: 2 });
    expect(places.messages.map(({ id }) => IDS.indexOf(id))).toEqual([2, 9]);
  });
});

function from(agent: string) {
  return { human: "x", agent, project: "github.com/owner/beads", session: null };
}

function removed(one: Message): FileWrite {
  return { path: messageFile(one).path, content: null };
}

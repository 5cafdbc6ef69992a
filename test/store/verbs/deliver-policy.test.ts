import { expect, test } from "vitest";
import type { Message } from "../../../src/domain/message.ts";
import type { Ledger } from "../../../src/store/ledger.ts";
import type { VerbArguments } from "../../../src/store/operation.ts";
import { START } from "../../support/fake-host.ts";
import { begin, issueOf, PROJECT, sit } from "../../support/ledgers.ts";
import { type Scratch, scratch } from "../../support/scratch.ts";

const VC = "github.com/owner/vc";
const HOUR = 3_600_000;

/** An issue that vc sends; its letters tell it from others. */
function issueFrom(letters: string, created = "2026-11-21T10:30:00Z", project = VC): VerbArguments["deliver"] {
  const op = `20261121T103000123Z-${letters}`;
  const origin = { project, issue: null, actor: "dave/vc", op };
  return { issue: issueOf({ id: `demo-${letters}`, created, body: "It stops.", origin }), messages: [], files: {}, reopen: null };
}

/** A message that vc says on an issue there. */
function messageFrom(thread: string, letters: string): VerbArguments["deliver"] {
  const id = `20261121T103000123Z-${letters}`;
  const from = { human: "Test Person", agent: "dave/vc", project: VC, session: null };
  const message: Message = {
    ...{ id, thread, from, to: [], deadline: null, in_reply_to: null, subject: null, data: {}, attachments: [], extras: [] },
    ...{ type: "note", priority: "normal", expects: "none", created: "2026-11-21T10:30:00.123Z", op: id, body: "Any news?" },
  };
  return { issue: null, messages: [message], files: {}, reopen: null };
}

async function ledgerWith(here: Scratch, set: Readonly<Record<string, string>>): Promise<Ledger> {
  const directory = await here.repository("alone");
  await begin(here, directory);
  const ledger = await sit(here, directory);
  await ledger.write("create", { issues: [issueOf({ id: "demo-ours00" })], explicit: [] }, "soon");
  await ledger.write("deliver", issueFrom("thers0"), "soon");
  await ledger.write("configure", { set }, "soon");
  return ledger;
}

async function codeOf(write: Promise<unknown>): Promise<unknown> {
  return write.then(
    () => null,
    (error: { code: string; kind: string }) => `${error.kind} ${error.code}`,
  );
}

test("a closed project takes nothing new, and still what is said on an issue that the sender had sent", async () => {
  const ledger = await ledgerWith(scratch(), { inbound: "closed" });
  expect(await codeOf(ledger.write("deliver", issueFrom("aaaaaa"), "soon"))).toBe("conflict INBOUND_CLOSED");
  expect(await codeOf(ledger.write("deliver", messageFrom("demo-ours00", "bbbbbb"), "soon"))).toBe("conflict INBOUND_CLOSED");
  expect(await ledger.write("deliver", messageFrom("demo-thers0", "cccccc"), "soon")).toMatchObject({ changed: true });
  await ledger.close();
});

test("what was taken before a project closed is delivered again without a word", async () => {
  const ledger = await ledgerWith(scratch(), { inbound: "closed" });
  expect(await ledger.write("deliver", issueFrom("thers0"), "soon")).toMatchObject({ changed: false });
  await ledger.close();
});

test("a rule for one project stands in project.md under its identity, and outweighs that for all", async () => {
  const ledger = await ledgerWith(scratch(), { inbound: "closed", [`inbound.from.${VC}`]: "review" });
  expect((await ledger.readFile(".beads/project.md"))?.toString()).toContain(`\ninbound_projects:\n  ${VC}: review\n`);
  expect(await ledger.write("deliver", issueFrom("aaaaaa"), "soon")).toMatchObject({ result: { status: "proposed" } });
  const other = issueFrom("bbbbbb", undefined, "github.com/owner/other");
  expect(await codeOf(ledger.write("deliver", other, "soon"))).toBe("conflict INBOUND_CLOSED");
  await ledger.write("configure", { set: { [`inbound.from.${VC}`]: null, push: "propose" } }, "soon");
  expect((await ledger.snapshot()).project).toEqual({ ...PROJECT, inbound: "closed", push: "propose" });
  await ledger.close();
});

test("the bound on a day counts what one project sent in the last 24 hours, and nobody else's", async () => {
  const ledger = await ledgerWith(scratch(), { "inbound.per_day": "2", "inbound.messages_per_day": "1" });
  const old = new Date(START - 25 * HOUR).toISOString().replace(".000", "");
  await ledger.write("deliver", issueFrom("aaaaaa", old), "soon");
  await ledger.write("deliver", issueFrom("bbbbbb"), "soon");
  await expect(ledger.write("deliver", issueFrom("cccccc"), "soon")).rejects.toMatchObject({
    kind: "conflict",
    code: "INBOUND_TOO_MANY",
    fields: { bound: 2, came: 2, from: VC },
  });
  const other = issueFrom("dddddd", undefined, "github.com/owner/other");
  expect(await ledger.write("deliver", other, "soon")).toMatchObject({ changed: true });
  await ledger.write("deliver", messageFrom("demo-ours00", "eeeeee"), "soon");
  expect(await codeOf(ledger.write("deliver", messageFrom("demo-ours00", "ffffff"), "soon"))).toBe("conflict INBOUND_TOO_MANY");
  await ledger.close();
});

test("texts and files over the bound are refused whole, those of a thread that moves too", async () => {
  const ledger = await ledgerWith(scratch(), { "inbound.max_body": "20", "inbound.max_files": "10" });
  const long = issueFrom("aaaaaa");
  const words = messageFrom("demo-aaaaaa", "bbbbbb").messages[0] as VerbArguments["deliver"]["messages"][number];
  expect(await codeOf(ledger.write("deliver", { ...long, messages: [{ ...words, body: "x".repeat(21) }] }, "soon"))).toBe(
    "conflict INBOUND_TOO_BIG",
  );
  const files = { [words.id]: [5, 6].map((size) => ({ name: `f${size}`, content: Buffer.alloc(size).toString("base64") })) };
  expect(await codeOf(ledger.write("deliver", { ...long, messages: [words], files }, "soon"))).toBe("conflict INBOUND_TOO_BIG");
  expect((await ledger.snapshot()).has("demo-aaaaaa")).toBe(false);
  await ledger.close();
});

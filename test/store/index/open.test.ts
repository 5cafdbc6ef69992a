import { chmodSync, copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import fc from "fast-check";
import { expect, test } from "vitest";
import { openRepository } from "../../../src/git/open.ts";
import type { FileWrite, Oid, Repository } from "../../../src/git/repository.ts";
import { type LedgerIndex, openIndex } from "../../../src/store/index/open.ts";
import type { Row } from "../../../src/store/snapshot.ts";
import { scratch } from "../../support/scratch.ts";
import { history } from "./edits.ts";
import { claimFile, commit, issue, issueFile, message, messageFile, projectFile, renewalFile, START } from "./ledger.ts";

const AT = { now: START, known: START, me: "dave/vc" };

interface Place {
  readonly repository: Repository;
  readonly file: string;
  readonly said: string[];
  open(): LedgerIndex;
}

async function place(): Promise<Place> {
  const here = scratch();
  const directory = await here.repository("clone", { unborn: true });
  const repository = await openRepository(directory, here.env);
  const file = here.path("clone", ".git", "bd", "index.db");
  const said: string[] = [];
  const say = (line: string) => said.push(line);
  return { repository, file, said, open: () => openIndex(file, { warn: say, progress: say }) };
}

/** Three issues, one with a message. */
const FIRST: readonly FileWrite[] = [
  projectFile(),
  issueFile(issue("vc-1", { title: "Parser crash", body: "It crashes on empty input." })),
  issueFile(issue("vc-2", { needs: [{ id: "vc-1", needs_success: false }] })),
  issueFile(issue("vc-3", { priority: 0 })),
  messageFile(message("20260102T000001000Z-7k3xq2", "vc-1", { body: "Which version?" })),
];

async function allRows(index: LedgerIndex, repository: Repository, tip: Oid): Promise<readonly Row[]> {
  await index.sync(repository, tip);
  expect(index.tip).toBe(tip);
  return index.snapshot().rows({ deleted: true }, AT);
}

/** What an index made from nothing says. */
async function anew(here: Place, tip: Oid): Promise<readonly Row[]> {
  const index = openIndex(`${here.file}.${tip}`, { warn: () => undefined, progress: () => undefined });
  const rows = await allRows(index, here.repository, tip);
  index.close();
  return rows;
}

test("an index that knows the tip reads nothing from git", async () => {
  const here = await place();
  const tip = await commit(here.repository, null, FIRST);
  const first = here.open();
  const rows = await allRows(first, here.repository, tip);
  first.close();
  const again = here.open();
  expect(again.tip).toBe(tip);
  await again.sync({} as Repository, tip);
  expect(again.snapshot().rows({}, AT)).toEqual(rows);
  expect(again.snapshot().project.name).toBe("vc");
  again.close();
});

test("an index that is brought from tip to tip, over branches and back, equals one made anew each time", async () => {
  const here = await place();
  const cases = fc.sample(fc.tuple(history, fc.array(fc.nat(), { minLength: 4, maxLength: 6 })), { numRuns: 12, seed: 7 });
  for (const [steps, visits] of cases) {
    const tips: Oid[] = [];
    for (const [second, files] of steps.entries()) {
      const parent = second === 0 ? null : (tips[(visits[second % visits.length] as number) % tips.length] as Oid);
      tips.push(await commit(here.repository, parent, files, second));
    }
    const index = here.open();
    for (const visit of visits) {
      const tip = tips[visit % tips.length] as Oid;
      expect(await allRows(index, here.repository, tip)).toEqual(await anew(here, tip));
    }
    index.close();
  }
}, 120_000);

test("updated and revision are those of the last commit that touched issue or thread, renewals left aside", async () => {
  const here = await place();
  const a = await commit(here.repository, null, FIRST);
  const b = await commit(here.repository, a, [claimFile("vc-1", 1)], 10);
  const c = await commit(here.repository, b, [renewalFile("vc-1", 1, 1, "2026-01-02T08:00:00Z")], 20);
  const index = here.open();
  const [row] = (await allRows(index, here.repository, c)).filter((each) => each.issue.id === "vc-1");
  expect(row).toMatchObject({
    updated: "2026-01-02T03:04:15Z",
    revision: b,
    lease: { until: "2026-01-02T08:00:00Z", renewals: 1 },
  });
  index.close();
});

test("a draft sees its own files, and nobody else does before it is committed", async () => {
  const here = await place();
  const a = await commit(here.repository, null, FIRST);
  const index = here.open();
  await index.sync(here.repository, a);
  const draft = await index.begin(here.repository, a);
  const one = [issueFile(issue("vc-4"))];
  const two = [messageFile(message("20260102T000002000Z-7k3xq2", "vc-4"))];
  draft.apply(one, START + 1234);
  draft.apply(two, START + 2345);
  expect(draft.snapshot().row("vc-4", AT)).toMatchObject({ computed: "ready", messages: 1, updated: "2026-01-02T03:04:07Z" });
  const other = here.open();
  expect(other.snapshot().has("vc-4")).toBe(false);
  expect(index.snapshot().has("vc-4")).toBe(false);
  const b = await commit(here.repository, a, one, 1);
  const c = await commit(here.repository, b, two, 2);
  draft.commit(c, [b, c]);
  expect(index.tip).toBe(c);
  expect(index.snapshot().rows({}, AT)).toEqual(await anew(here, c));
  expect(other.snapshot().has("vc-4")).toBe(false);
  await other.sync({} as Repository, c);
  expect(other.snapshot().row("vc-4", AT)?.revision).toBe(c);
  index.close();
  other.close();
});

test("a draft that is rolled back leaves no trace, and the next one begins", async () => {
  const here = await place();
  const a = await commit(here.repository, null, FIRST);
  const b = await commit(here.repository, a, [issueFile(issue("vc-9"))], 1);
  const index = here.open();
  await index.sync(here.repository, b);
  const draft = await index.begin(here.repository, a);
  expect(draft.snapshot().has("vc-9")).toBe(false);
  draft.apply([issueFile(issue("vc-4"))], START);
  draft.rollback();
  expect(index.tip).toBe(b);
  expect(index.snapshot().has("vc-4")).toBe(false);
  const next = await index.begin(here.repository, b);
  expect(next.snapshot().has("vc-9")).toBe(true);
  next.rollback();
  index.close();
});

test("pending commits that are made anew on another base get their new names", async () => {
  const here = await place();
  const a = await commit(here.repository, null, FIRST);
  const pending = await commit(here.repository, a, [issueFile(issue("vc-4"))], 5);
  const remote = await commit(here.repository, a, [issueFile(issue("vc-2", { title: "Said elsewhere" }))], 6);
  const index = here.open();
  await index.sync(here.repository, pending);
  const draft = await index.begin(here.repository, remote);
  expect(draft.snapshot().has("vc-4")).toBe(false);
  expect(draft.snapshot().issue("vc-2")?.title).toBe("Said elsewhere");
  draft.apply([issueFile(issue("vc-4"))], START + 7000);
  const tip = await commit(here.repository, remote, [issueFile(issue("vc-4"))], 7);
  draft.commit(tip, [tip]);
  expect(index.snapshot().rows({}, AT)).toEqual(await anew(here, tip));
  index.close();
});

test("drafts of one process wait for one another", async () => {
  const here = await place();
  const tip = await commit(here.repository, null, FIRST);
  const index = here.open();
  const order: string[] = [];
  const work = async (name: string) => {
    const draft = await index.begin(here.repository, tip);
    order.push(`${name} begins`);
    await here.repository.readRef("refs/heads/main");
    order.push(`${name} ends`);
    draft.rollback();
  };
  await Promise.all([work("first"), work("second"), index.sync(here.repository, tip)]);
  expect(order).toEqual(["first begins", "first ends", "second begins", "second ends"]);
  index.close();
});

test("a tip that is gone is no reason to fail: the index is made anew", async () => {
  const here = await place();
  const a = await commit(here.repository, null, FIRST);
  const index = here.open();
  await index.sync(here.repository, a);
  index.close();
  const database = new DatabaseSync(here.file);
  database.exec(`UPDATE meta SET value = '${"1".repeat(40)}' WHERE key = 'tip'`);
  database.close();
  const again = here.open();
  expect(await allRows(again, here.repository, a)).toEqual(await anew(here, a));
  again.close();
});

/** Ways in which an index can be spoilt. */
const DAMAGES: Readonly<Record<string, (file: string) => void>> = {
  "cut off in the middle": (file) => truncateSync(file, Math.floor(readFileSync(file).length / 2)),
  "cut off within its first page": (file) => truncateSync(file, 100),
  empty: (file) => truncateSync(file, 0),
  "filled with noise": (file) => writeFileSync(file, noise(readFileSync(file).length)),
  "noise behind its first page": (file) => {
    const bytes = readFileSync(file);
    noise(bytes.length - 4096).copy(bytes, 4096);
    writeFileSync(file, bytes);
  },
  "zeroes behind its first page": (file) => {
    const bytes = readFileSync(file);
    bytes.fill(0, 4096);
    writeFileSync(file, bytes);
  },
  "of another version": (file) => {
    const database = new DatabaseSync(file);
    database.exec("UPDATE meta SET value = '0' WHERE key = 'schema'");
    database.close();
  },
  "another program's database": (file) => {
    rmSync(file);
    const database = new DatabaseSync(file);
    database.exec("CREATE TABLE meta (anything)");
    database.close();
  },
  "a log of noise beside it": (file) => writeFileSync(`${file}-wal`, noise(50_000)),
  "missing, with its side files left behind": (file) => {
    writeFileSync(`${file}-wal`, noise(5000));
    writeFileSync(`${file}-shm`, noise(32_768));
    rmSync(file);
  },
};

/** The same bytes in every run. */
function noise(length: number): Buffer {
  const bytes = Buffer.alloc(length);
  let state = 12_345;
  for (let i = 0; i < length; i++) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    bytes[i] = state >> 16;
  }
  return bytes;
}

test.each(Object.keys(DAMAGES))("an index that is %s is thrown away, and the answer is right", async (name) => {
  const here = await place();
  const a = await commit(here.repository, null, FIRST);
  const b = await commit(here.repository, a, [issueFile(issue("vc-4"))], 1);
  const index = here.open();
  await index.sync(here.repository, a);
  index.close();
  settleLog(here.file);
  DAMAGES[name]?.(here.file);
  const again = here.open();
  expect(await allRows(again, here.repository, b)).toEqual(await anew(here, b));
  again.close();
  const last = here.open();
  expect(last.tip).toBe(b);
  last.close();
});

/** Copies the log into the file, so that what is damaged is the whole index. */
function settleLog(file: string): void {
  const database = new DatabaseSync(file);
  database.exec("PRAGMA wal_checkpoint(TRUNCATE)");
  database.close();
}

test("damage that only a read comes upon is said, and the same question asked anew is answered", async () => {
  const here = await place();
  const files = Array.from({ length: 400 }, (_, n) => issueFile(issue(`vc-${n}`, { body: `words of ${n} `.repeat(30) })));
  const tip = await commit(here.repository, null, files);
  const index = here.open();
  await index.sync(here.repository, tip);
  index.close();
  settleLog(here.file);
  const bytes = readFileSync(here.file);
  bytes.fill(0xee, 40 * 4096);
  writeFileSync(here.file, bytes);
  const ask = async () => {
    const again = here.open();
    try {
      return await allRows(again, here.repository, tip);
    } finally {
      again.close();
    }
  };
  await expect(ask()).rejects.toMatchObject({ kind: "environment", code: "INDEX_DAMAGED" });
  expect(existsSync(here.file)).toBe(false);
  expect(await ask()).toEqual(await anew(here, tip));
});

test("an index that is deleted while it is open goes on for those who have it, and is made anew for the others", async () => {
  const here = await place();
  const a = await commit(here.repository, null, FIRST);
  const b = await commit(here.repository, a, [issueFile(issue("vc-4"))], 1);
  const holder = here.open();
  const rows = await allRows(holder, here.repository, a);
  rmSync(here.file);
  const other = here.open();
  expect(other.tip).toBeNull();
  expect(await allRows(other, here.repository, b)).toEqual(await anew(here, b));
  expect(holder.snapshot().rows({}, AT)).toEqual(rows);
  expect(await allRows(holder, here.repository, b)).toEqual(await anew(here, b));
  holder.close();
  expect(await allRows(other, here.repository, a)).toEqual(rows);
  other.close();
  const last = here.open();
  expect(await allRows(last, here.repository, b)).toEqual(await anew(here, b));
  last.close();
});

test("where the folder cannot be made, the index is in memory and says so", async () => {
  const here = await place();
  const tip = await commit(here.repository, null, FIRST);
  const parent = here.file.slice(0, here.file.lastIndexOf("/"));
  rmSync(parent, { recursive: true, force: true });
  writeFileSync(parent, "in the way\n");
  const index = here.open();
  const rows = await allRows(index, here.repository, tip);
  expect(rows.map((row) => row.issue.id)).toEqual(["vc-3", "vc-1", "vc-2"]);
  expect(here.said.join("\n")).toContain("cannot be written");
  const draft = await index.begin(here.repository, tip);
  draft.apply([issueFile(issue("vc-4"))], START);
  expect(draft.snapshot().has("vc-4")).toBe(true);
  draft.rollback();
  expect(index.snapshot().has("vc-4")).toBe(false);
  index.close();
  rmSync(parent);
  mkdirSync(parent);
});

test("an index is never taken for another ledger's: a copied file follows its new clone", async () => {
  const here = await place();
  const there = await place();
  const a = await commit(here.repository, null, FIRST);
  const b = await commit(there.repository, null, [issueFile(issue("vc-7"))], 3);
  const index = here.open();
  await index.sync(here.repository, a);
  index.close();
  settleLog(here.file);
  mkdirSync(there.file.slice(0, there.file.lastIndexOf("/")), { recursive: true });
  copyFileSync(here.file, there.file);
  const copied = there.open();
  expect((await allRows(copied, there.repository, b)).map((row) => row.issue.id)).toEqual(["vc-7"]);
  copied.close();
});

test("a single letter that changed in a text is found out, by reads and by writes", async () => {
  const here = await place();
  const a = await commit(here.repository, null, FIRST);
  const b = await commit(here.repository, a, [issueFile(issue("vc-4", { parent: "vc-1" }))], 1);
  const index = here.open();
  await index.sync(here.repository, a);
  index.close();
  const spoil = () => {
    const database = new DatabaseSync(here.file);
    database.exec("UPDATE content SET body = replace(body, 'crashes', 'crushes')");
    database.close();
  };
  spoil();
  const reader = here.open();
  expect(() => reader.snapshot().issue("vc-1")).toThrowError(expect.objectContaining({ code: "INDEX_DAMAGED" }));
  await reader.sync(here.repository, a);
  expect(reader.snapshot().issue("vc-1")?.body).toBe("It crashes on empty input.");
  reader.close();
  spoil();
  const writer = here.open();
  expect(await allRows(writer, here.repository, b)).toEqual(await anew(here, b));
  const draft = await writer.begin(here.repository, b);
  draft.rollback();
  writer.close();
});

const ROOT = process.getuid?.() === 0;

test.skipIf(ROOT || process.platform === "win32")(
  "where nothing can be written, an index that knows the tip is read, and another tip is made in memory",
  async () => {
    const here = await place();
    const a = await commit(here.repository, null, FIRST);
    const b = await commit(here.repository, a, [issueFile(issue("vc-4"))], 1);
    const index = here.open();
    const rows = await allRows(index, here.repository, a);
    index.close();
    settleLog(here.file);
    const folder = here.file.slice(0, here.file.lastIndexOf("/"));
    for (const suffix of ["-wal", "-shm"]) rmSync(here.file + suffix, { force: true });
    chmodSync(here.file, 0o444);
    chmodSync(folder, 0o555);
    const again = here.open();
    expect(again.tip).toBe(a);
    expect(await allRows(again, here.repository, a)).toEqual(rows);
    expect(here.said).toEqual([]);
    expect((await allRows(again, here.repository, b)).map((row) => row.issue.id)).toContain("vc-4");
    expect(here.said.join("\n")).toContain("cannot be written");
    again.close();
    chmodSync(folder, 0o755);
  },
);

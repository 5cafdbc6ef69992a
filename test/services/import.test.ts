import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { parseIssue } from "../../src/format/issue-file.ts";
import { issuePath } from "../../src/format/paths.ts";
import { openRepository } from "../../src/git/open.ts";
import { main } from "../../src/main.ts";
import { translate } from "../../src/services/import/translate.ts";
import { fakeHost } from "../support/fake-host.ts";
import { sit } from "../support/ledgers.ts";
import { type Scratch, scratch } from "../support/scratch.ts";

const EXPORT = resolve(import.meta.dirname, "../../../shared/data/beads-export-classic-3077.jsonl");

async function project() {
  const here = scratch();
  await here.git(here.root, "init", "-q", "vc");
  const bd = bdIn(here);
  await bd("init", "--quiet");
  const commits = async () => Number(await here.git(here.path("vc"), "rev-list", "--count", "refs/beads/ledger"));
  return { here, bd, commits };
}

function bdIn(here: Scratch) {
  return async (...words: string[]) => {
    const host = fakeHost({ cwd: here.path("vc"), env: { ...here.env, BD_SESSION: "s" } });
    const status = await main([...words, "--json"], host);
    return {
      status,
      json: host.written.stdout === "" ? undefined : JSON.parse(host.written.stdout),
      stderr: host.written.stderr,
    };
  };
}

const line = (id: string, more: object = {}) => JSON.stringify({ id, title: id, created_at: "2026-01-02T03:04:05Z", ...more });

describe("bd import", () => {
  test("is one commit, and a second time is none", async () => {
    const { here, bd, commits } = await project();
    const comments = [{ id: 1, author: "builder", text: "Why?", created_at: "2026-01-03T00:00:00Z" }];
    here.write("vc/in.jsonl", [line("old-1", { issue_type: "event", comments }), line("old-2")].join("\n"));
    const before = await commits();
    expect((await bd("import", "in.jsonl")).json).toMatchObject({ issues: { read: 2, created: 2, unchanged: 0 }, messages: 1 });
    expect((await bd("import", "in.jsonl")).json).toMatchObject({ issues: { read: 2, created: 0, unchanged: 2 }, commit: null });
    expect(await commits()).toBe(before + 1);
    expect((await bd("thread", "old-1")).json).toMatchObject([{ body: "Why?", from: { agent: "builder" } }]);
    expect((await bd("ready")).json.map((row: { id: string }) => row.id)).toEqual(["old-2"]);
  });

  test("leaves what was changed here since, and brings only what is new", async () => {
    const { here, bd } = await project();
    here.write("vc/in.jsonl", line("old-1"));
    await bd("import", "in.jsonl");
    await bd("update", "old-1", "--title", "Ours now");
    here.write(
      "vc/in.jsonl",
      [line("old-1"), line("old-2", { dependencies: [{ issue_id: "old-2", depends_on_id: "old-1", type: "blocks" }] })].join(
        "\n",
      ),
    );
    expect((await bd("import", "in.jsonl")).json.issues).toEqual({ read: 2, created: 1, unchanged: 1 });
    expect((await bd("show", "old-1")).json.title).toBe("Ours now");
    expect((await bd("show", "old-2")).json.status).toBe("blocked");
  });

  test("takes nothing where a line is malformed, and names it", async () => {
    const { here, bd, commits } = await project();
    here.write("vc/in.jsonl", [line("old-1"), '{"id":', line("old-3", { due_at: "soon" })].join("\n"));
    const before = await commits();
    const refused = await bd("import", "in.jsonl");
    expect(refused).toMatchObject({ status: 4, json: { error: { code: "IMPORT_INVALID_LINE", path: "in.jsonl", line: 2 } } });
    expect(refused.json.error.lines.map((fault: { line: number }) => fault.line)).toEqual([2, 3]);
    expect(await commits()).toBe(before);
    const skipped = (await bd("import", "in.jsonl", "--skip-invalid")).json;
    expect(skipped).toMatchObject({ issues: { created: 1 }, skipped: [{ line: 2 }, { line: 3, id: "old-3" }] });
  });

  test("keeps a cycle, reports it, and has none of it ready", async () => {
    const { here, bd } = await project();
    const needs = (from: string, to: string) => ({ dependencies: [{ issue_id: from, depends_on_id: to, type: "blocks" }] });
    here.write(
      "vc/in.jsonl",
      [line("old-1", needs("old-1", "old-2")), line("old-2", needs("old-2", "old-1")), line("old-3")].join("\n"),
    );
    expect((await bd("import", "in.jsonl")).json.cycles).toEqual([["old-1", "old-2"]]);
    expect((await bd("ready")).json.map((row: { id: string }) => row.id)).toEqual(["old-3"]);
  });

  test("keeps ids of any shape and hostile values inert", async () => {
    const { here, bd } = await project();
    const ids = ["Old.1", "old-1", "../../etc/passwd", "con", "ä b", ".git", "-rf", "old-1.2.3"];
    const hostile = {
      description: "---\nstatus: closed\n---\n<<<<<<< HEAD",
      wisp: "no",
      "key: with # signs": { deep: ["1e3", "0o17", "2026-01-01"] },
    };
    here.write("vc/in.jsonl", ids.map((id) => line(id, { ...hostile, title: `${id}: "quoted" # not a comment` })).join("\n"));
    expect(await bd("import", "in.jsonl")).toMatchObject({ status: 0, json: { issues: { created: ids.length } } });
    const rows = (await bd("list", "--all")).json as { id: string; metadata: object }[];
    expect(rows.map((row) => row.id).sort()).toEqual([...ids].sort());
    expect(rows.map((row) => row.metadata)).toEqual(
      ids.map(() => ({ wisp: "no", "key: with # signs": { deep: ["1e3", "0o17", "2026-01-01"] } })),
    );
    await here.git(here.path("vc"), "fsck", "--strict");
    expect((await bd("status")).json.invalid ?? []).toEqual([]);
  });
});

describe.skipIf(!existsSync(EXPORT))("a real export of 3,077 records", () => {
  test("comes in whole and comes back as it was translated", { timeout: 120_000 }, async () => {
    const { here, bd, commits } = await project();
    const before = await commits();
    const report = (await bd("import", EXPORT)).json;
    expect(report).toMatchObject({
      issues: { created: 2731, unchanged: 0 },
      tombstones: { count: 346 },
      dependencies: { total: 1452, kept: 1201, dropped: 251 },
    });
    expect(await commits()).toBe(before + 1);
    const ledger = await sit(here, here.path("vc"));
    const snapshot = await ledger.snapshot();
    expect(snapshot.invalid()).toEqual([]);
    const wanted = translate(readFileSync(EXPORT, "utf8"), { project: snapshot.project.identity, has: () => false }).issues;
    const paths = wanted.map((issue) => issuePath(issue.id));
    const repository = await openRepository(here.path("vc"), here.env);
    const files = await repository.readFiles(snapshot.tip, paths);
    for (const issue of wanted) {
      const path = issuePath(issue.id);
      expect(parseIssue(path, files.get(path)?.toString("utf8") ?? "")).toEqual(issue);
    }
    expect(snapshot.project.types.filter((type) => !type.workable)).toHaveLength(8);
    await ledger.close();
    expect((await bd("import", EXPORT)).json).toMatchObject({ issues: { created: 0, unchanged: 2731 }, commit: null });
    expect(await commits()).toBe(before + 1);
    await here.git(here.path("vc"), "fsck", "--strict");
  });
});

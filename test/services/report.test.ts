import { expect, test } from "vitest";
import { serializeClaim } from "../../src/format/claim-file.ts";
import { claimPath } from "../../src/format/paths.ts";
import { trackedRepository } from "../support/run-bd.ts";
import { scratch } from "../support/scratch.ts";
import { writeByHand } from "../support/written-by-hand.ts";

const AS = (actor: string) => ({ env: { BD_ACTOR: actor, BD_SESSION: actor } });
const ME = AS("dave/vc");
const EVE = AS("eve/vc");

async function place() {
  const here = scratch();
  const { bd, directory } = await trackedRepository(here);
  const report = async (...words: string[]) => (await bd(["report", "--json", ...words], ME)).json;
  return { here, bd, directory, report };
}

test("tells what is done with where its output is, and lessons from the reasons", async () => {
  const { bd, directory, here, report } = await place();
  for (const id of ["vc-000001", "vc-000002", "vc-000003"]) await bd(["create", `Title of ${id}`, "--id", id], ME);
  await here.git(directory, "checkout", "-q", "-b", "fix/vc-000001");
  await here.git(directory, "commit", "-q", "--allow-empty", "-m", "Count brackets", "-m", "Bead: vc-000001");
  await here.git(directory, "branch", "release");
  await here.git(directory, "branch", "old/vc-000001", "HEAD~1");
  await bd(["close", "vc-000001", "--reason", "It works.\n\nLesson: count them in a loop."], EVE);
  await bd(["close", "vc-000002", "--reason", "Nobody wants it.", "--outcome", "wontfix"], ME);
  await bd(["close", "vc-000003", "--reason", "Too early."], ME);
  await bd(["reopen", "vc-000003", "--reason", "It came back."], EVE);
  const { done, created, anomalies, lessons, workers } = await report();
  expect([done.length, created]).toEqual([2, 3]);
  expect(done[0]).toMatchObject({
    ...{ id: "vc-000001", by: "eve/vc", outcome: "done", branches: ["fix/vc-000001", "release", "old/vc-000001"] },
    commits: [{ subject: "Count brackets", author: "Test Person" }],
  });
  expect(done[1]).toMatchObject({ id: "vc-000002", outcome: "wontfix", commits: [], branches: [] });
  expect(anomalies).toMatchObject([{ kind: "reopened", id: "vc-000003", by: "eve/vc" }]);
  expect(lessons).toMatchObject([{ words: "count them in a loop.", from: "vc-000001", by: "eve/vc" }]);
  expect(workers.find(({ name }: { name: string }) => name === "dave/vc")).toMatchObject({ created: 3, closed: 2 });
});

test("tells what is in flight with the last word and the last checkpoint, and what is stuck", async () => {
  const { bd, report } = await place();
  for (const id of ["vc-000001", "vc-000002", "vc-000003"]) await bd(["create", `Title of ${id}`, "--id", id], ME);
  await bd(["claim", "vc-000001"], ME);
  await bd(["reply", "vc-000001", "-m", "Half of it.\nMore."], ME);
  await bd(["checkpoint", "vc-000001", "--note", "half", "--next", "write tests"], ME);
  for (let turn = 0; turn < 3; turn++) {
    await bd(["claim", "vc-000002"], EVE);
    await bd(["release", "vc-000002", "--failed", "-m", `Time-out ${turn}.`], EVE);
  }
  await bd(["reply", "vc-000003", "-m", "Which version?", "--to", "eve/vc", "--by", "+1m"], ME);
  await bd(["ask", "How deep?", "--option", "a=1", "--option", "b=2", "--by", "+1m", "--gates", "vc-000003"], ME);
  for (let minute = 0; minute < 3; minute++) await bd(["list"], ME);
  const { in_flight, stuck, anomalies, questions, decisions } = await report();
  expect(in_flight).toMatchObject([
    {
      id: "vc-000001",
      holder: "dave/vc",
      last: { words: "Half of it.", by: "dave/vc" },
      checkpoint: { next: "write tests", note: "half" },
    },
  ]);
  expect(stuck.map(({ kind, id }: Record<string, string>) => `${kind} ${id}`).sort()).toEqual([
    "circuit-open vc-000002",
    "unanswered vc-000003",
    expect.stringMatching(/^undecided adr-/),
  ]);
  expect(anomalies.map(({ kind, words }: Record<string, string>) => `${kind}: ${words}`)).toEqual(
    expect.arrayContaining(["failed: Time-out 0.", "failed: Time-out 1.", "failed: Time-out 2."]),
  );
  expect([questions.length, decisions.length]).toEqual([1, 0]);
});

test("tells of a claim that ran out, first as stuck and then, once somebody took it up, as expired", async () => {
  const { bd, directory, here, report } = await place();
  await bd(["create", "Left alone", "--id", "vc-000001"], ME);
  const claim = { issue: "vc-000001", epoch: 1, by: "ann/vc", session: null, previous: null, marker: null, op: "x", extras: [] };
  const content = serializeClaim({ ...claim, at: "2026-11-20T08:00:00Z", until: "2026-11-20T12:00:00Z" });
  await writeByHand(here, directory, [{ files: { [claimPath("vc-000001", 1)]: content }, author: "ann/vc" }]);
  expect((await report()).stuck).toMatchObject([
    { kind: "stale-claim", id: "vc-000001", who: ["ann/vc"], since: "2026-11-20T12:00:00Z" },
  ]);
  await bd(["claim", "vc-000001"], EVE);
  const { stuck, anomalies, in_flight } = await report();
  expect([stuck, in_flight]).toMatchObject([[], [{ id: "vc-000001", holder: "eve/vc" }]]);
  expect(anomalies).toMatchObject([{ kind: "expired", id: "vc-000001", by: "eve/vc", words: expect.stringContaining("ann/vc") }]);
});

test("of an epic tells what lies below it, and nothing else", async () => {
  const { bd, report } = await place();
  await bd(["create", "Epic", "--id", "vc-00000e", "-t", "epic"], ME);
  await bd(["create", "Child", "--id", "vc-000001", "--parent", "vc-00000e"], ME);
  await bd(["create", "Grandchild", "--id", "vc-000002", "--parent", "vc-000001"], ME);
  await bd(["create", "Other", "--id", "vc-000003"], ME);
  for (const id of ["vc-000002", "vc-000003"]) await bd(["close", id, "--reason", "Done."], ME);
  await bd(["escalate", "Help", "--level", "1", "--category", "blocked", "--issue", "vc-000001"], ME);
  await bd(["escalate", "Elsewhere", "--level", "1", "--category", "blocked"], ME);
  const { epic, done, escalations } = await report("--issue", "00000e");
  expect(epic).toEqual({ id: "vc-00000e", title: "Epic", issues: 2 });
  expect(done.map(({ id }: { id: string }) => id)).toEqual(["vc-000002"]);
  expect(escalations.map(({ title }: { title: string }) => title)).toEqual(["Help"]);
  expect((await report("--issue", "nobody")).error.code).toBe("ISSUE_NOT_FOUND");
});

test("is of a range, and says why where nothing can lie in it", async () => {
  const { bd, report } = await place();
  await bd(["create", "One"], ME);
  expect((await report("--since", "2026-11-20", "--until", "2026-11-21")).created).toBe(0);
  expect((await report("--since", "2h")).created).toBe(1);
  const codeOf = async (...words: string[]) => (await report(...words)).error.code;
  expect(await codeOf("--since", "2026-11-21", "--until", "2026-11-20")).toBe("BAD_RANGE");
  expect(await codeOf("--since", "0".repeat(40))).toBe("BAD_RANGE");
  expect(await codeOf("--since", "tomorrow")).toBe("TIME_TO_COME");
  expect(await codeOf("--until", "whenever")).toBe("BAD_TIME");
});

test("of an empty ledger has every section, and says that there is nothing", async () => {
  const { bd } = await place();
  const { lines, status } = await bd(["report"], ME);
  expect(status).toBe(0);
  expect(lines.filter((line) => line === "None.")).toHaveLength(9);
  expect(lines.filter((line) => line.startsWith("## "))).toHaveLength(9);
});

test("is markdown in which the words of beads are text, whoever wrote them and however", async () => {
  const { bd, directory, here } = await place();
  const evil = "<img src=x> @steve #12 | `x` ![a](b) \u001b[2J\u202e";
  await bd(["create", evil, "--id", "vc-000001"], ME);
  await bd(["claim", "vc-000001"], EVE);
  await bd(["reply", "vc-000001", "-m", `${evil}\n# Done`], EVE);
  await bd(["create", "Other", "--id", "vc-000002"], ME);
  await bd(["close", "vc-000002", "--reason", `Lesson: ${evil}`], ME);
  await writeByHand(here, directory, [{ files: { [`.beads/issues/${"00"}/vc-x/issue.md`]: "---\nid: [\n" }, author: evil }]);
  const { stdout, lines } = await bd(["report"], ME);
  expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
  const plain = stdout.replace(/\\[!-/:-@[-`{-~]|(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)/g, "");
  expect(plain).not.toMatch(/[<>|]|@\w|!\[|#\d/);
  expect(lines.filter((line) => /^#{1,2} /.test(line))).toHaveLength(10);
});

import { expect, it } from "vitest";
import { trackedRepository } from "../support/run-bd.ts";
import { scratch } from "../support/scratch.ts";

const NO_GIT = { env: { PATH: "/nonexistent" } };

it("reads everything from what is there where no git program is found, and says what writing lacks", async () => {
  const { bd } = await trackedRepository(scratch());
  await bd(["create", "Parser crash", "--id", "vc-crash1", "-m", "An empty file."]);
  await bd(["reply", "vc-crash1", "-m", "Which version?"]);
  const read = async (...words: string[]) => {
    const said = await bd([...words, "--json"], NO_GIT);
    expect(said, said.stdout + said.stderr).toMatchObject({ status: 0, stderr: "" });
    return said.json;
  };
  expect(await read("list")).toMatchObject([{ id: "vc-crash1", status: "ready" }]);
  expect(await read("ready")).toHaveLength(1);
  expect(await read("show", "crash1")).toMatchObject({
    body: "An empty file.",
    thread: [{ body: "Which version?" }],
    commits: [],
  });
  expect(await read("search", "version")).toHaveLength(1);
  expect(await read("thread", "crash1")).toHaveLength(1);
  expect(await read("log", "vc-crash1")).toHaveLength(2);
  expect(await read("status")).toMatchObject({ counts: { total: 1 } });
  const written = await bd(["create", "More", "--json"], NO_GIT);
  expect(written).toMatchObject({ status: 5, json: { error: { kind: "environment" } } });
  expect((await bd(["doctor", "--json"], NO_GIT)).json.checks[0]).toMatchObject({ name: "git", state: "warn" });
});

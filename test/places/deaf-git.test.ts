import { chmodSync } from "node:fs";
import { expect, it } from "vitest";
import { bd } from "../support/processes.ts";
import { type Scratch, scratch } from "../support/scratch.ts";

/** A clone in which bd has to ask git, and the environment in which git says nothing and does not end when it is told to. */
async function deafPlace(here: Scratch) {
  const directory = await here.repository("vc");
  const env = { BD_ACTOR: "dave/vc", BD_SESSION: "s1", BD_AGENT_PID: "0" };
  await bd(here, directory, ["init", "--name", "vc", "--quiet"], { env });
  await bd(here, directory, ["create", "Something to be told", "--quiet"], { env: { ...env, BD_ACTOR: "erin/vc" } });
  here.write("bin/git", "#!/bin/sh\ntrap '' TERM\nexec sleep 1000\n");
  chmodSync(here.path("bin/git"), 0o755);
  // Settings that were kept for a file that has changed are not believed.
  here.write("vc/.git/config", "[core]\n\trepositoryformatversion = 0\n\tbare = false\n[include]\n\tpath = more\n");
  return { directory, env: { ...env, PATH: `${here.path("bin")}:${here.env["PATH"]}` } };
}

it("a prompt is not kept waiting by a git that is deaf", async () => {
  const here = scratch();
  const { directory, env } = await deafPlace(here);
  expect(await bd(here, directory, ["inbox", "--inject"], { env })).toMatchObject({ status: 0, stdout: "", stderr: "" });
});

it("a commit is not kept waiting by a git that is deaf, and told that nothing was checked", async () => {
  const here = scratch();
  const { directory, env } = await deafPlace(here);
  const [guard, trailer] = await Promise.all([
    bd(here, directory, ["hook", "guard"], { env }),
    bd(here, directory, ["hook", "trailer"], { env }),
  ]);
  expect(guard).toMatchObject({ status: 0, stdout: expect.stringContaining("reservations were not checked") });
  expect(trailer).toMatchObject({ status: 0, stdout: "", stderr: expect.stringContaining("no Bead: trailer was added") });
});

it("the end of a session is not kept waiting by a git that is deaf: a beat that could not be given is an error", async () => {
  const here = scratch();
  const { directory, env } = await deafPlace(here);
  const beat = await bd(here, directory, ["agent", "beat", "--state", "exiting", "--json"], { env });
  expect([beat.status, JSON.parse(beat.stdout).error.kind]).toEqual([5, "environment"]);
});

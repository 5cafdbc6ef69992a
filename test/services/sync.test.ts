import { expect, it } from "vitest";
import { writeHook } from "../support/hooks.ts";
import { bdIn } from "../support/run-bd.ts";
import { scratch } from "../support/scratch.ts";

it("says with its status that the remote does not take what waits, and keeps it", async () => {
  const here = scratch();
  const remote = await here.remote("vc.git");
  const bd = bdIn(here, await here.clone(remote, "vc"));
  await bd(["init", "--quiet"]);
  await bd(["create", "Kept", "--offline"]);
  writeHook(remote, "pre-receive", "echo 'nothing today' >&2; exit 1");
  const { status, json } = await bd(["sync", "--json"]);
  expect(status).toBe(5);
  expect(json).toMatchObject({ reach: "local", pushed: 0, why: expect.stringContaining("nothing today") });
  expect((await bd(["status", "--json"])).json.pending).toBe(1);
  writeHook(remote, "pre-receive", "exit 0");
  expect(await bd(["sync", "--json"])).toMatchObject({ status: 0, json: { reach: "pushed", pushed: 1 } });
  expect(await bd(["sync", "--json"])).toMatchObject({ status: 0, json: { pushed: 0 } });
});

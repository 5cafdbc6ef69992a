import { expect, it } from "vitest";
import { trackedRepository } from "../support/run-bd.ts";
import { scratch } from "../support/scratch.ts";

it("sets what is the project's in the ledger, once", async () => {
  const { bd, directory } = await trackedRepository(scratch());
  expect((await bd(["config", "get", "claim.lease.agent"])).stdout).toBe("4h\n");
  expect((await bd(["config", "set", "claim.lease.agent", "2h", "--json"])).json).toMatchObject({
    value: "2h",
    set: true,
    changed: true,
  });
  expect((await bd(["config", "set", "claim.lease.agent", "2h", "--json"])).json).toMatchObject({ changed: false });
  expect((await bd(["config", "get", "claim.lease.agent"], { cwd: directory })).stdout).toBe("2h\n");
  const claimed = await bd(["create", "Look", "--id", "vc-look01"]).then(() =>
    bd(["claim", "vc-look01", "--as-agent", "--json"], { env: { BD_ACTOR: "dave/vc" } }),
  );
  expect(Date.parse(claimed.json.until) - Date.parse(claimed.json.since)).toBe(2 * 3_600_000);
  expect((await bd(["config", "unset", "claim.lease.agent", "--json"])).json).toMatchObject({
    value: "4h",
    set: false,
    changed: true,
  });
});

it("keeps who may send in its own place", async () => {
  const { bd } = await trackedRepository(scratch());
  await bd(["config", "set", "inbound", "review"]);
  expect((await bd(["config", "get", "inbound", "--json"])).json).toMatchObject({ value: "review", set: true });
  await bd(["config", "unset", "inbound"]);
  expect((await bd(["config", "get", "inbound", "--json"])).json).toMatchObject({ value: "open", set: false });
});

it("never edits the user's configuration: it says what to run", async () => {
  const here = scratch();
  const { bd, directory } = await trackedRepository(here);
  const before = await here.git(directory, "config", "--list");
  const said = await bd(["config", "set", "beads.lookalikes", "no", "--json"]);
  expect(said).toMatchObject({
    status: 2,
    json: { error: { code: "USER_SETTING", command: "git config --global beads.lookalikes off" } },
  });
  expect(await here.git(directory, "config", "--list")).toBe(before);
});

it("changes nothing under --dry-run, nor for a value that is none", async () => {
  const { bd } = await trackedRepository(scratch());
  expect((await bd(["config", "set", "inbound", "closed", "--dry-run", "--json"])).json).toMatchObject({
    changed: true,
    op: null,
  });
  expect(await bd(["config", "set", "inbound", "maybe", "--json"])).toMatchObject({
    status: 2,
    json: { error: { code: "INVALID_SETTING" } },
  });
  expect(await bd(["config", "get", "colour", "--json"])).toMatchObject({
    status: 2,
    json: { error: { code: "UNKNOWN_SETTING" } },
  });
  expect((await bd(["config", "get", "inbound"])).stdout).toBe("open\n");
});

it("keeps the rule for one project under its identity, and shows it beside that for all", async () => {
  const here = scratch();
  const { bd } = await trackedRepository(here);
  expect((await bd(["config", "get", "inbound.from.github.com/owner/ci", "--json"])).json).toMatchObject({
    value: "open",
    set: false,
  });
  const set = await bd(["config", "set", "inbound.from.git@github.com:Owner/ci.git", "closed", "--json"]);
  expect(set.json).toMatchObject({ name: "inbound.from.github.com/owner/ci", value: "closed", set: true, changed: true });
  const listed = (await bd(["config", "list", "--json"])).json as { name: string; value: string }[];
  expect(listed.find(({ name }) => name.startsWith("inbound.from."))).toMatchObject({ value: "closed" });
  expect((await bd(["config", "unset", "inbound.from.github.com/owner/ci", "--json"])).json).toMatchObject({
    value: "open",
    set: false,
  });
  expect(await bd(["config", "set", "inbound.from.nobody", "closed", "--json"])).toMatchObject({
    status: 1,
    json: { error: { code: "UNKNOWN_PROJECT" } },
  });
  expect(await bd(["config", "set", "inbound.from.github.com/owner/ci", "maybe", "--json"])).toMatchObject({
    json: { error: { code: "INVALID_SETTING" } },
  });
});

it("takes whole numbers, sizes and ways to push, and nothing else", async () => {
  const { bd } = await trackedRepository(scratch());
  for (const [name, value] of [
    ["inbound.per_day", "50"],
    ["inbound.max_body", "64KiB"],
    ["push", "propose"],
  ] as const) {
    expect((await bd(["config", "set", name, value, "--json"])).json).toMatchObject({ value, changed: true });
  }
  for (const [name, value] of [
    ["inbound.per_day", "0"],
    ["inbound.per_day", "many"],
    ["inbound.max_files", "0"],
    ["push", "force"],
  ] as const) {
    expect(await bd(["config", "set", name, value, "--json"])).toMatchObject({
      status: 2,
      json: { error: { code: "INVALID_SETTING" } },
    });
  }
  expect((await bd(["config", "unset", "push", "--json"])).json).toMatchObject({ value: "direct", set: false });
});

it("lists a route of alerts that is set from a level on, beside those for all", async () => {
  const here = scratch();
  const { directory, bd } = await trackedRepository(here);
  await here.git(directory, "config", "beads.alert.3.webhook", "https://example.com/hook");
  const { json } = await bd(["config", "list", "--json"]);
  const alerts = json.filter(({ name }: { name: string }) => name.startsWith("beads.alert"));
  expect(alerts.map(({ name, value }: { name: string; value: string }) => `${name}=${value}`)).toEqual([
    ...["beads.alert.file=on", "beads.alert.log=on", "beads.alert.exec=off", "beads.alert.webhook=off"],
    "beads.alert.3.webhook=https://example.com/hook",
  ]);
  expect((await bd(["config", "get", "beads.alert.3.exec", "--json"])).json).toMatchObject({ value: null, scope: "user" });
});

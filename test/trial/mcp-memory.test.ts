import { readFileSync, rmSync } from "node:fs";
import { expect, test } from "vitest";
import { agentIn } from "../support/mcp-client.ts";
import { bdJson, seedLedger } from "../support/processes.ts";
import { scratch } from "../support/scratch.ts";
import { seededChance } from "../support/seeded-chance.ts";
import { PATIENCE, scaled } from "./scale.ts";

const CALLS = scaled(10_000);
const ISSUES = 20;

/** A server that is asked for its heap writes it down, in bytes, behind a collection of what is no longer used. */
const HOOK = `const { writeFileSync } = require("node:fs");
process.on("SIGUSR2", () => {
  globalThis.gc();
  globalThis.gc();
  writeFileSync(process.env.BD_TEST_HEAP, String(process.memoryUsage().heapUsed));
});
`;

/** Bytes that may stay for each call: what really is kept of one, be it its smallest answer, is more. */
const A_CALL = 400;
/** Bytes that come and go with code that V8 compiles late. */
const WAVERING = 1_500_000;

test(
  `${CALLS} calls of all kinds, while another process writes as well, leave nothing behind in a server's memory`,
  async () => {
    const here = scratch();
    const work = await here.repository("demo");
    const ids = await seedLedger(here, work, ISSUES);
    const note = here.path("heap.txt");
    const hook = here.write("heap-hook.cjs", HOOK);
    const node = ["--expose-gc", "--require", hook];
    const agent = await agentIn(here, work, { node, env: { BD_TEST_HEAP: note, BD_ACTOR: "erin", BD_SESSION: "s" } });
    const heap = async () => {
      rmSync(note, { force: true });
      process.kill(agent.pid ?? 0, "SIGUSR2");
      // A call is answered behind the signal, which the server takes between two of them.
      for (;;) {
        await agent.call("ready");
        try {
          const bytes = Number(readFileSync(note, "utf8"));
          if (bytes > 0) return bytes;
        } catch {
          // Not yet.
        }
      }
    };
    const chance = seededChance(20261121);
    const call = (turn: number): [string, Record<string, unknown>] => {
      const id = ids[(chance(1)[0] ?? 0) % ISSUES] ?? "";
      const kinds: readonly [string, Record<string, unknown>][] = [
        ["ready", { text: `work ${turn}` }],
        ["show", { id, messages: 3 }],
        ["search", { words: `work ${turn}`, labels: [`label-${turn}`] }],
        ["inbox", {}],
        ["prime", { compact: true }],
        ["claim", { id }],
        ["update", { id, release: "undone" }],
        ["show", { id: `demo-none${turn}` }],
      ];
      return kinds[(chance(1)[0] ?? 0) % kinds.length] ?? ["ready", {}];
    };
    const calls = async (count: number) => {
      for (let turn = 0; turn < count; turn++) {
        await agent.call(...call(turn));
        if (turn % 100 === 0) await bdJson(here, work, ["create", `Another ${turn}`, "-p", "4"]);
      }
    };
    await calls(CALLS / 2);
    const before = await heap();
    await calls(CALLS / 2);
    const after = await heap();
    console.info(`${CALLS} calls: ${(before / 1e6).toFixed(1)} MB after half of them, ${(after / 1e6).toFixed(1)} MB after all.`);
    expect(after - before).toBeLessThan(WAVERING + (CALLS / 2) * A_CALL);
  },
  PATIENCE,
);

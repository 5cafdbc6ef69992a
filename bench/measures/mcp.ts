import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { copyDataset } from "../dataset.ts";
import { median, WARMING } from "../interleave.ts";
import type { Measure } from "../measure.ts";
import type { Place } from "../place.ts";
import { bd, emptyNode, run } from "../program.ts";
import { type Row, ratioRow } from "../row.ts";

/** Calls of each tool, which cost little beside the start of a server. */
const CALLS = 60;

/** A server of the protocol: how soon it answers, and what a call costs in one that runs. */
export const mcp: Measure = {
  name: "mcp",
  work: "bd mcp, 10,000 issues",
  async take({ place, options }) {
    const { directory, free } = await copyDataset(place, 10_000, "mcp");
    run(place, { words: bd("ready", "-n", "1"), directory });
    const [node, start] = [[] as number[], [] as number[]];
    for (let round = 0; round < options.rounds + WARMING; round++) {
      const empty = run(place, { words: emptyNode(), directory }).wall;
      const began = performance.now();
      const client = await connect(place, directory);
      await client.listTools();
      if (round >= WARMING) {
        node.push(empty);
        start.push(performance.now() - began);
      }
      await client.close();
    }
    const client = await connect(place, directory);
    const taken = await callsOf(client, free);
    await client.close();
    return [
      ratioRow("bd mcp, until tools/list is answered", median(start) / median(node), 5, "N0"),
      callRow("ready", taken.ready, 3),
      callRow("show", taken.show, 3),
      callRow("claim", taken.claim, 15),
    ];
  },
};

function callRow(tool: string, taken: readonly number[], limit: number): Row {
  const half = median(taken);
  return {
    work: `${tool} in a running server, 10000 issues, half of all calls`,
    budget: `≤ ${limit} ms`,
    measured: `${half.toFixed(1)} ms`,
    met: half <= limit,
  };
}

/** In turns, each issue once. Claims are local: the ledger has no remote. What is claimed is given back, since nobody holds sixty issues. */
async function callsOf(client: Client, ids: readonly string[]) {
  const taken = { ready: [] as number[], show: [] as number[], claim: [] as number[] };
  for (const [index, id] of ids.slice(0, CALLS).entries()) {
    for (const [name, input] of [
      ["ready", {}],
      ["show", { id }],
      ["claim", { id }],
    ] as const) {
      const began = performance.now();
      const { isError, content } = await client.callTool({ name, arguments: input });
      if (isError === true) throw new Error(JSON.stringify(content));
      if (index >= WARMING) taken[name].push(performance.now() - began);
    }
    await client.callTool({ name: "update", arguments: { id, release: "undone" } });
  }
  return taken;
}

async function connect(place: Place, directory: string): Promise<Client> {
  const [command = "", ...args] = bd("mcp");
  const client = new Client({ name: "bench", version: "1.0.0" });
  await client.connect(
    new StdioClientTransport({ command, args, cwd: directory, env: { ...place.env } as Record<string, string> }),
  );
  return client;
}

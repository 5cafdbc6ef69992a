import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { onTestFinished } from "vitest";
import { PROGRAM } from "./processes.ts";
import type { Scratch } from "./scratch.ts";

/** How a client is set up. */
export interface Connecting {
  /** The roots that the client names; where undefined it has none. */
  readonly roots?: readonly string[];
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** What a tool said: its structured answer, or its error. */
export interface Said<T = Record<string, unknown>> {
  readonly failed: boolean;
  readonly answer: T;
  readonly text: string;
}

/** A client of the SDK's own, with a `bd mcp` of its own behind it. Both end with the test. */
export class Agent {
  readonly client: Client;

  constructor(client: Client) {
    this.client = client;
  }

  /** Calls a tool. */
  async call<T = Record<string, unknown>>(name: string, input: Record<string, unknown> = {}): Promise<Said<T>> {
    const result = await this.client.callTool({ name, arguments: input });
    const [first] = result.content as { readonly text?: string }[];
    return { failed: result.isError === true, answer: result.structuredContent as T, text: first?.text ?? "" };
  }
}

/** Starts `bd mcp` in a directory and connects to it over real pipes. */
export async function agentIn(here: Scratch, directory: string, { roots, args = [], env = {} }: Connecting = {}): Promise<Agent> {
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [PROGRAM, "mcp", ...args],
    cwd: directory,
    env: { ...here.env, ...env },
    stderr: "inherit",
  });
  const client = new Client(
    { name: "test", version: "1.0.0" },
    roots === undefined ? {} : { capabilities: { roots: { listChanged: true } } },
  );
  if (roots !== undefined) {
    const named = roots.map((path) => ({ uri: `file://${encodeURI(path)}`, name: "work" }));
    client.setRequestHandler("roots/list", () => ({ roots: named }));
  }
  await client.connect(transport);
  onTestFinished(() => client.close());
  return new Agent(client);
}

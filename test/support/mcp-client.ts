import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { Client, type ClientOptions, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { onTestFinished } from "vitest";
import { PROGRAM } from "./processes.ts";
import type { Scratch } from "./scratch.ts";

/** The protocol's years: with a handshake first, or without one. */
export type Era = "2025" | "2026";

/** How a client is set up. */
export interface Connecting {
  /** The roots that the client names; where undefined it has none. */
  readonly roots?: readonly string[];
  readonly args?: readonly string[];
  /** Options for Node itself. */
  readonly node?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly era?: Era;
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
  /** The server's process, where it is this client's own. */
  readonly pid: number | null;

  constructor(client: Client, pid: number | null = null) {
    this.client = client;
    this.pid = pid;
  }

  /** Calls a tool. */
  async call<T = Record<string, unknown>>(name: string, input: Record<string, unknown> = {}): Promise<Said<T>> {
    const result = await this.client.callTool({ name, arguments: input });
    const [first] = result.content as { readonly text?: string }[];
    return { failed: result.isError === true, answer: result.structuredContent as T, text: first?.text ?? "" };
  }

  /** From when this is done on, changes of these resources are counted: the answer waits for the next one of each. */
  async subscribe(era: Era, uris: readonly string[]): Promise<(uri: string) => Promise<void>> {
    const told: string[] = [];
    // Several may wait at once, each for a resource of its own: a word wakes them all.
    const waiting = new Set<() => void>();
    this.client.setNotificationHandler("notifications/resources/updated", ({ params }) => {
      told.push(params.uri);
      for (const wake of waiting) wake();
      waiting.clear();
    });
    if (era === "2026") await this.client.listen({ resourceSubscriptions: [...uris] });
    else for (const uri of uris) await this.client.subscribeResource({ uri });
    return async (uri) => {
      while (!told.includes(uri)) {
        await new Promise<void>((resolve) => waiting.add(resolve));
      }
      told.splice(0, told.length, ...told.filter((each) => each !== uri));
    };
  }
}

function optionsOf(era: Era, more: ClientOptions = {}): ClientOptions {
  return era === "2026" ? { ...more, versionNegotiation: { mode: { pin: "2026-07-28" } } } : more;
}

/** Starts `bd mcp` in a directory and connects to it over real pipes. */
export async function agentIn(
  here: Scratch,
  directory: string,
  { roots, args = [], node = [], env = {}, era = "2025" }: Connecting = {},
): Promise<Agent> {
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [...node, PROGRAM, "mcp", ...args],
    cwd: directory,
    env: { ...here.env, ...env },
    stderr: "inherit",
  });
  const client = new Client(
    { name: "test", version: "1.0.0" },
    optionsOf(era, roots === undefined ? {} : { capabilities: { roots: { listChanged: true } } }),
  );
  if (roots !== undefined) {
    const named = roots.map((path) => ({ uri: `file://${encodeURI(path)}`, name: "work" }));
    client.setRequestHandler("roots/list", () => ({ roots: named }));
  }
  await client.connect(transport);
  onTestFinished(() => client.close());
  return new Agent(client, transport.pid);
}

/** A `bd mcp --http` that listens. */
export interface Listening {
  readonly url: string;
  readonly token_file: string | null;
  readonly token: string;
  readonly process: ChildProcess;
}

/** Starts `bd mcp --http` in a directory; it is interrupted when the test ends. */
export async function listeningIn(
  here: Scratch,
  directory: string,
  { args = [], env = {} }: Connecting = {},
): Promise<Listening> {
  const child = spawn(process.execPath, [PROGRAM, "mcp", "--http", "--json", ...args], {
    cwd: directory,
    env: { ...here.env, ...env },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  onTestFinished(async () => {
    child.kill("SIGINT");
    await ended;
  });
  for await (const line of createInterface(child.stdout)) {
    const { url, token_file } = JSON.parse(line) as { url: string; token_file: string | null };
    const token = token_file === null ? (env["BD_MCP_TOKEN"] ?? "") : readFileSync(token_file, "utf8").trim();
    return { url, token_file, token, process: child };
  }
  throw new Error("bd mcp --http ended before it listened.");
}

/** A client of such a server. */
export async function agentAt({ url, token }: Pick<Listening, "url" | "token">, era: Era = "2026"): Promise<Agent> {
  const client = new Client({ name: "test", version: "1.0.0" }, optionsOf(era));
  const requestInit = { headers: { authorization: `Bearer ${token}` } };
  await client.connect(new StreamableHTTPClientTransport(new URL(url), { requestInit }));
  onTestFinished(() => client.close());
  return new Agent(client);
}

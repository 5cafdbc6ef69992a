import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { createMcpHandler, type McpHttpHandler } from "@modelcontextprotocol/server";
import { BeadsError } from "../errors.ts";
import { buildServer } from "./build-server.ts";
import { Clones } from "./clones.ts";
import type { Doors } from "./doors.ts";
import { refusalOf } from "./http-guard.ts";
import { readBody, refuse, requestOf, send } from "./http-messages.ts";
import { listenedTo, watchAll } from "./listens.ts";
import { Updates } from "./updates.ts";

/** How the server listens. */
export interface Listening {
  /** 0: any that is free. */
  readonly port: number;
  /** What every request has to show. */
  readonly token: string;
  /** Called once it listens. */
  readonly begun: (url: string) => void;
}

/** The only address: nobody else on the network gets there. */
const LOOPBACK = "127.0.0.1";
/** How long a request may take to arrive, in milliseconds. */
const PATIENCE = 30_000;
const PATH = "/mcp";

/** Serves any number of clients on this machine over HTTP, all in one clone, until it is told to end. @throws PORT_TAKEN */
export async function serveHttp(doors: Doors, { port, token, begun }: Listening): Promise<void> {
  const clones = new Clones(doors, async () => doors.directory);
  const updates = new Updates(clones, (uri) => handler.notify.resourceUpdated(uri));
  // Clients of the protocol's first years have no connection here: they cannot be told of anything.
  const handler = createMcpHandler(({ era }) => buildServer({ doors, clones, updates: era === "modern" ? updates : null }));
  const http = createServer((request, response) => {
    const refused = refusalOf(request.headers, token);
    if (refused !== null) refuse(request, response, refused);
    else answer({ handler, updates }, request, response).catch(() => response.destroy());
  });
  http.requestTimeout = PATIENCE;
  const bound = await listen(http, port);
  begun(`http://${LOOPBACK}:${bound}${PATH}`);
  await new Promise<void>((resolve) => {
    if (doors.signal.aborted) resolve();
    doors.signal.addEventListener("abort", () => resolve(), { once: true });
  });
  await handler.close();
  await updates.stop();
  http.closeAllConnections();
  await new Promise<void>((resolve) => http.close(() => resolve()));
  await clones.close();
}

interface Served {
  readonly handler: McpHttpHandler;
  readonly updates: Updates;
}

async function answer({ handler, updates }: Served, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (new URL(request.url ?? "/", "http://localhost").pathname !== PATH)
    return refuse(request, response, { status: 404, why: `The server is at ${PATH}.` });
  const body = await readBody(request);
  if (body === null) return refuse(request, response, { status: 413, why: "The request is too long." });
  const gone = new AbortController();
  response.once("close", () => {
    gone.abort();
    updates.forget(gone);
  });
  const uris = listenedTo(parsed(body));
  if (uris !== undefined) await watchAll(updates, uris, gone);
  await send(response, await handler.fetch(requestOf(request, body, gone.signal)));
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    return undefined;
  }
}

function listen(http: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    http.once("error", (cause) => reject(taken(port, cause)));
    http.listen(port, LOOPBACK, () => resolve((http.address() as AddressInfo).port));
  });
}

function taken(port: number, cause: Error): BeadsError {
  return new BeadsError("environment", "PORT_TAKEN", `Nothing can listen on port ${port}.`, {
    hints: ["Another program has it, or it is kept for the system. Without --port any free one is taken."],
    fields: { port },
    cause,
  });
}

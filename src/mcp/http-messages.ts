import type { IncomingMessage, ServerResponse } from "node:http";
import type { Refusal } from "./http-guard.ts";

/** Bytes that a request may have: several times the longest text of an issue. */
const MOST = 4 * 1024 * 1024;

/** The body of a request; null where it is too long, and then the rest of it is not read. */
export async function readBody(request: IncomingMessage): Promise<Buffer | null> {
  if (Number(request.headers["content-length"] ?? 0) > MOST) return null;
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    length += part.length;
    if (length > MOST) return null;
    parts.push(part);
  }
  return Buffer.concat(parts);
}

/** A request of Node's as the web has it. `gone` is given when whoever asked no longer listens. */
export function requestOf({ method = "GET", url = "/", headers }: IncomingMessage, body: Buffer, gone: AbortSignal): Request {
  const kept = new Headers();
  for (const [name, value] of Object.entries(headers)) if (value !== undefined) kept.set(name, [value].flat().join(", "));
  const isBare = method === "GET" || method === "HEAD";
  return new Request(`http://127.0.0.1${url}`, {
    method,
    headers: kept,
    signal: gone,
    ...(isBare ? {} : { body: new Uint8Array(body) }),
  });
}

/** Sends an answer piece by piece, as its pieces come. */
export async function send(response: ServerResponse, { status, headers, body }: Response): Promise<void> {
  response.writeHead(status, Object.fromEntries(headers));
  response.flushHeaders();
  if (body === null) {
    response.end();
    return;
  }
  const reader = body.getReader();
  response.once("close", () => void reader.cancel().catch(() => undefined));
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    if (!response.write(value)) await drained(response);
  }
  response.end();
}

/** Says no, in a few words, once the rest of the request has passed by unread: whoever still writes would hear nothing but a broken connection. */
export function refuse(request: IncomingMessage, response: ServerResponse, { status, why }: Refusal): void {
  const close = { "content-type": "text/plain; charset=utf-8", connection: "close" };
  response.writeHead(status, status === 401 ? { ...close, "www-authenticate": "Bearer" } : close);
  request.once("end", () => response.end(`${why}\n`));
  request.resume();
}

function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    response.once("drain", resolve);
    response.once("close", resolve);
  });
}

import { spawn } from "node:child_process";
import type { IncomingMessage, ServerResponse } from "node:http";
import { endGroup } from "./listener.ts";
import { program } from "./programs.ts";

/** One request for `git http-backend`. */
export interface BackendCall {
  readonly root: string;
  readonly path: string;
  readonly query: string;
  /** Who is logged in; null for everybody. */
  readonly user: string | null;
  readonly env: Readonly<Record<string, string>>;
  /** True where the work is to be done and its answer to be lost. */
  readonly cut: boolean;
}

/** Has `git http-backend` answer a request, as a web server does by CGI. */
export function runBackend(request: IncomingMessage, response: ServerResponse, call: BackendCall): void {
  const child = spawn(program("git"), ["http-backend"], {
    env: cgi(request, call),
    stdio: ["pipe", "pipe", "ignore"],
    detached: true,
  });
  const answer: Buffer[] = [];
  child.stdin.on("error", () => {});
  child.on("error", () => response.destroy());
  request.pipe(child.stdin);
  child.stdout.on("data", (chunk: Buffer) => answer.push(chunk));
  response.on("close", () => {
    if (!call.cut) endGroup(child);
  });
  child.stdout.on("end", () => (call.cut ? request.socket.destroy() : send(response, Buffer.concat(answer))));
}

function cgi(request: IncomingMessage, { root, path, query, user, env }: BackendCall): Record<string, string> {
  const header = (name: string, variable: string) => {
    const value = request.headers[name];
    return typeof value === "string" ? { [variable]: value } : {};
  };
  return {
    ...env,
    GIT_PROJECT_ROOT: root,
    GIT_HTTP_EXPORT_ALL: "1",
    REQUEST_METHOD: request.method ?? "GET",
    PATH_INFO: path,
    QUERY_STRING: query,
    REMOTE_ADDR: "127.0.0.1",
    ...(user === null ? {} : { REMOTE_USER: user }),
    ...header("content-type", "CONTENT_TYPE"),
    ...header("content-length", "CONTENT_LENGTH"),
    ...header("content-encoding", "HTTP_CONTENT_ENCODING"),
    ...header("git-protocol", "GIT_PROTOCOL"),
  };
}

/** Turns CGI's head lines and body into an HTTP answer. */
function send(response: ServerResponse, answer: Buffer): void {
  const end = answer.indexOf("\r\n\r\n");
  const head = end < 0 ? "Status: 500 no answer" : answer.subarray(0, end).toString("latin1");
  let status = 200;
  for (const line of head.split("\r\n")) {
    const [name = "", ...value] = line.split(": ");
    if (name.toLowerCase() === "status") status = Number.parseInt(value.join(": "), 10);
    else response.setHeader(name, value.join(": "));
  }
  response.writeHead(status).end(end < 0 ? "" : answer.subarray(end + 4));
}

import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { connect, type Socket } from "node:net";
import type { Scratch } from "../scratch.ts";
import { makeCertificate } from "./certificate.ts";
import { runBackend } from "./http-backend.ts";
import { Listener } from "./listener.ts";
import { configure, HOST, type Transport } from "./transport.ts";

/** What the two kinds need to be installed. */
export const HTTP_PROGRAMS = ["git"] as const;
export const HTTPS_PROGRAMS = ["git", "openssl"] as const;

/** What the host asks of its visitors, and how ill it is. May be changed while it runs. */
export interface HttpRules {
  /** Names and passwords; null lets in everybody. */
  users: Readonly<Record<string, string>> | null;
  /** True where only pushing needs a name. */
  openToReaders: boolean;
  refusePushes: boolean;
  /** Every so-many-th request is answered with 503; 0 for none. */
  failOneIn: number;
  /** Every so-many-th push is done, and its answer lost; 0 for none. */
  cutOneIn: number;
}

export interface HttpHost extends Transport, HttpRules {
  /** As `admit`, with a name and a password of one's own choice. */
  admitAs(home: Scratch, user: string, password: string): void;
}

/** Whom `admit` lets in. The password holds what has to be escaped in a URL. */
const USER = "reader";
const PASSWORD = "p@ss:w/rd";

const RULES: HttpRules = { users: { [USER]: PASSWORD }, openToReaders: false, refusePushes: false, failOneIn: 0, cutOneIn: 0 };

/** Starts a small web server with `git http-backend` and basic authentication for the repositories below `root`. */
export async function startHttpHost(server: Scratch, root: string, rules: Partial<HttpRules> = {}): Promise<HttpHost> {
  const mine = { ...RULES, ...rules };
  const web = createServer(answerer(server, root, mine));
  const listener = await Listener.open(web);
  return Object.assign(mine, doorsOf("http", [listener], ""));
}

/** The same behind TLS, with a certificate of its own. By its name it is reached through a proxy, as in many an office. */
export async function startHttpsHost(server: Scratch, root: string, rules: Partial<HttpRules> = {}): Promise<HttpHost> {
  const mine = { ...RULES, ...rules };
  const certificate = await makeCertificate(server);
  const listener = await Listener.open(createTlsServer(certificate, answerer(server, root, mine)));
  const proxy = createServer((_, response) => response.writeHead(405).end());
  proxy.on("connect", (_, socket: Socket) => tunnel(socket, listener.port));
  return Object.assign(mine, doorsOf("https", [listener, await Listener.open(proxy)], certificate.file));
}

function doorsOf(scheme: "http" | "https", listeners: readonly Listener[], authority: string): Omit<HttpHost, keyof HttpRules> {
  const address = `127.0.0.1:${listeners[0]?.port}`;
  const admitAs = (home: Scratch, user: string, password: string) => {
    const login = `${encodeURIComponent(user)}:${encodeURIComponent(password)}`;
    const file = home.write("home/credentials", `${scheme}://${login}@${HOST}\n${scheme}://${login}@${address}\n`);
    configure(home, `[credential]\n\thelper = store --file='${file}'\n`);
    configure(home, `[http "${scheme}://${HOST}/"]\n\tproxy = http://127.0.0.1:${listeners.at(-1)?.port}\n`);
    if (authority !== "") configure(home, `[http]\n\tsslCAInfo = ${authority}\n`);
  };
  const each = async (act: (listener: Listener) => Promise<void>) => {
    for (const listener of listeners) await act(listener);
  };
  return {
    url: (repository) => `${scheme}://${HOST}/${repository}`,
    direct: (repository) => `${scheme}://${address}/${repository}`,
    admit: (home) => admitAs(home, USER, PASSWORD),
    admitAs,
    goAway: () => each((listener) => listener.goAway()),
    comeBack: () => each((listener) => listener.comeBack()),
    close: () => each((listener) => listener.close()),
  };
}

function tunnel(socket: Socket, port: number): void {
  const inner = connect(port, "127.0.0.1", () => socket.write("HTTP/1.1 200 Connection established\r\n\r\n"));
  inner.on("error", () => socket.destroy());
  socket.on("close", () => inner.destroy());
  inner.pipe(socket).pipe(inner);
}

function answerer(server: Scratch, root: string, rules: HttpRules): RequestListener {
  const seen = { requests: 0, pushes: 0 };
  return (request: IncomingMessage, response: ServerResponse) => {
    // To a proxy a client names the whole URL, to a server only the path.
    const url = new URL(request.url ?? "/", `http://${HOST}`);
    const isPush = url.pathname.endsWith("/git-receive-pack") || url.searchParams.get("service") === "git-receive-pack";
    const user = userOf(request, rules);
    const no = refusal(rules, { isPush, user, request: ++seen.requests });
    if (no !== undefined) {
      response.writeHead(no, no === 401 ? { "www-authenticate": 'Basic realm="forge"' } : {}).end(`${no}\n`);
      return;
    }
    const cut = isPush && request.method === "POST" && isTurn(rules.cutOneIn, ++seen.pushes);
    const pusher = user ?? (rules.users === null ? "anybody" : null);
    runBackend(request, response, { root, path: url.pathname, query: url.search.slice(1), user: pusher, env: server.env, cut });
  };
}

interface Asked {
  readonly isPush: boolean;
  readonly user: string | null;
  readonly request: number;
}

function refusal(rules: HttpRules, { isPush, user, request }: Asked): 401 | 403 | 503 | undefined {
  if (isTurn(rules.failOneIn, request)) return 503;
  const isAsked = rules.users !== null && (isPush || !rules.openToReaders);
  if (isAsked && user === null) return 401;
  return isPush && rules.refusePushes ? 403 : undefined;
}

function isTurn(oneIn: number, count: number): boolean {
  return oneIn > 0 && count % oneIn === 0;
}

/** Who the request says it comes from; null without the right password. */
function userOf(request: IncomingMessage, { users }: HttpRules): string | null {
  const encoded = /^Basic (.+)$/.exec(request.headers.authorization ?? "")?.[1] ?? "";
  const [user = "", ...password] = Buffer.from(encoded, "base64").toString("utf8").split(":");
  return users !== null && Object.hasOwn(users, user) && users[user] === password.join(":") ? user : null;
}

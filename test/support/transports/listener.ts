import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { afterAll, onTestFinished } from "vitest";

/** A server on a free port of loopback that can go away and come back. Closed with the test that opened it, or with its file. */
export class Listener {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  port = 0;

  private constructor(server: Server) {
    this.#server = server;
    server.on("connection", (socket: Socket) => {
      this.#sockets.add(socket);
      socket.on("close", () => this.#sockets.delete(socket));
      socket.on("error", () => socket.destroy());
    });
  }

  static async open(server: Server): Promise<Listener> {
    const listener = new Listener(server);
    await listener.comeBack();
    closeWithTest(() => listener.close());
    return listener;
  }

  async comeBack(): Promise<void> {
    this.#server.listen(this.port, "127.0.0.1");
    await once(this.#server, "listening");
    this.port = (this.#server.address() as AddressInfo).port;
  }

  async goAway(): Promise<void> {
    if (!this.#server.listening) return;
    const closed = once(this.#server, "close");
    this.#server.close();
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  close(): Promise<void> {
    return this.goAway();
  }
}

/** How a program is started for one connection, as inetd does. */
export interface Service {
  readonly program: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** A server that starts a program for each connection and ends it with the connection. */
export async function listenWith(service: () => Service): Promise<Listener> {
  return Listener.open(createServer({ allowHalfOpen: true }, (socket) => attach(socket, service())));
}

function attach(socket: Socket, { program, args, env }: Service): void {
  const child = spawn(program, [...args], { env, stdio: ["pipe", "pipe", "ignore"], detached: true });
  child.on("error", () => socket.destroy());
  child.stdin.on("error", () => {});
  socket.pipe(child.stdin);
  child.stdout.pipe(socket);
  socket.on("close", () => endGroup(child));
}

/** Ends a program that leads a group of its own, and whatever it started. */
export function endGroup(child: ChildProcess): void {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
  } catch {
    // It has ended already.
  }
}

function closeWithTest(close: () => Promise<void>): void {
  try {
    onTestFinished(close);
  } catch {
    afterAll(close);
  }
}

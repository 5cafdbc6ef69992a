import type { McpServer } from "@modelcontextprotocol/server";
import { StdioServerTransport, serveStdio as serve } from "@modelcontextprotocol/server/stdio";
import { buildServer } from "./build-server.ts";
import { Clones } from "./clones.ts";
import type { Doors } from "./doors.ts";
import { cancelled, listenedTo, watchAll } from "./listens.ts";
import { directoryOf } from "./roots.ts";
import { Updates } from "./updates.ts";

/** Serves one client on standard input and output until it goes away, or the server is told to end. */
export async function serveStdio(doors: Doors): Promise<void> {
  const ended = new Promise<void>((resolve) => {
    process.stdin.once("close", resolve);
    doors.signal.addEventListener("abort", () => resolve(), { once: true });
  });
  let server: McpServer | undefined;
  const clones = new Clones(doors, () => directoryOf(server, doors));
  const updates = new Updates(clones, async (uri) => server?.server.sendResourceUpdated({ uri }));
  const close = async () => {
    await updates.stop();
    await clones.close();
  };
  const wire = new StdioServerTransport();
  const factory = () => {
    server = buildServer({ doors, clones, updates });
    server.server.setNotificationHandler("notifications/roots/list_changed", close);
    return server;
  };
  const handle = serve(factory, { transport: wire });
  hearListens(wire, updates);
  await ended;
  await handle.close();
  await close();
}

/** What is listened to is watched before the SDK says that it is. */
function hearListens(wire: StdioServerTransport, updates: Updates): void {
  const deliver = wire.onmessage;
  let before: Promise<unknown> = Promise.resolve();
  wire.onmessage = (message) => {
    const uris = listenedTo(message);
    const id = cancelled(message);
    if (uris !== undefined) before = before.then(() => watchAll(updates, uris, (message as { id?: unknown }).id));
    before = before.then(() => {
      if (id !== undefined) updates.forget(id);
      deliver?.(message);
    });
  };
}

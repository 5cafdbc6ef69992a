import { serveStdio as serve } from "@modelcontextprotocol/server/stdio";
import { buildServer } from "./build-server.ts";
import type { Doors } from "./doors.ts";

/** Serves one client on standard input and output until it goes away, or the server is told to end. */
export async function serveStdio(doors: Doors): Promise<void> {
  const ended = new Promise<void>((resolve) => {
    process.stdin.once("close", resolve);
    doors.signal.addEventListener("abort", () => resolve(), { once: true });
  });
  const handle = serve(() => buildServer(doors));
  await ended;
  await handle.close();
}

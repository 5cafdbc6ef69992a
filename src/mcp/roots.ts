import { fileURLToPath } from "node:url";
import type { McpServer } from "@modelcontextprotocol/server";
import type { Doors } from "./doors.ts";

/** How long a client may take to name its roots, in milliseconds. */
const PATIENCE = 5_000;

/**
 * The directory that the client works in: the first of its roots that is a directory, where it has any (clients of the protocol's first years name
 * them), else where the server was started.
 */
export async function directoryOf(server: McpServer | undefined, doors: Doors): Promise<string> {
  if (doors.fixed || server?.server.getClientCapabilities()?.roots === undefined) return doors.directory;
  try {
    const { roots } = await server.server.listRoots(undefined, { timeout: PATIENCE });
    const [first] = roots.flatMap(({ uri }) => (uri.startsWith("file:") ? [fileURLToPath(uri)] : []));
    return first ?? doors.directory;
  } catch {
    return doors.directory;
  }
}

import { setTimeout as wait } from "node:timers/promises";
import type { Workspace } from "../../services/workspace.ts";
import type { Host } from "../host.ts";
import { sinkSite } from "./open-sink.ts";
import { passAlerts } from "./pass.ts";

/** How long a detached process keeps trying, in milliseconds; what is left is tried behind a later command. */
const PATIENCE = 180_000;

/** Sends what waits, with its pauses, and ends. */
export async function sendBehind(host: Host, workspace: Workspace, patience = PATIENCE): Promise<void> {
  const site = await sinkSite({ host, warn: null, alone: true }, workspace);
  const end = host.now() + patience;
  for (let next = await passAlerts(site, "all"); next !== null && next < end; next = await passAlerts(site, "all"))
    await wait(Math.max(20, next - host.now()));
}

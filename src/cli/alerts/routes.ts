import { appendFileSync } from "node:fs";
import { dirname, isAbsolute, join } from "node:path";
import type { Alert, AlertRoute } from "../../domain/alert.ts";
import type { UserFolders } from "../../services/workspace.ts";
import { makeFolder } from "../../store/folder.ts";
import type { Host } from "../host.ts";
import { runCommand } from "../run-command.ts";
import { postJson, type Refusal } from "./webhook.ts";

/** Where alerts are brought from. */
export interface AlertSite {
  readonly host: Host;
  readonly folders: UserFolders;
  /** Where the user's command runs. */
  readonly directory: string;
  /** Says a line on standard error; null where nobody would read it. */
  readonly say: ((line: string) => void) | null;
  /** How long a command of the user's may take, in milliseconds. */
  readonly patience?: number;
}

/** How long a command of the user's may take where nothing else is said, in milliseconds. */
const PATIENCE = 10_000;

/** Brings an alert by one route; null where it arrived. */
export async function bring(
  site: AlertSite,
  { route, value }: { readonly route: AlertRoute; readonly value: string },
  alert: Alert,
): Promise<Refusal | null> {
  if (route === "file") return note(site, value, alert);
  if (route === "log") return tell(site, alert);
  if (route === "webhook") return postJson(value, alert);
  return execute(site, value, alert);
}

/** A line of JSON each, in the user's state directory unless they named another file. */
function note({ folders }: AlertSite, value: string, alert: Alert): Refusal | null {
  const named = value.startsWith("~/") ? join(folders.home, value.slice(2)) : value;
  const file = isAbsolute(named) ? named : join(folders.state, "alerts.jsonl");
  try {
    makeFolder(dirname(file));
    appendFileSync(file, `${JSON.stringify(alert)}\n`);
    return null;
  } catch (error) {
    return { why: `the file could not be written: ${(error as Error).message}`, final: false };
  }
}

function tell({ say }: AlertSite, alert: Alert): Refusal | null {
  say?.(`ALERT ${alert.text}`);
  return null;
}

async function execute(
  { host, directory, patience = PATIENCE }: AlertSite,
  command: string,
  alert: Alert,
): Promise<Refusal | null> {
  const signal = AbortSignal.any([host.signal, AbortSignal.timeout(patience)]);
  const bounded = Object.create(host, { signal: { value: signal, enumerable: true } }) as Host;
  const why = await runCommand(command, alert, { host: bounded, directory });
  return why === null ? null : { why: `the command failed: ${why}`, final: false };
}

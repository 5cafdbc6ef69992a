import type { AlertSink } from "../../services/alert.ts";
import type { Workspace } from "../../services/workspace.ts";
import { mayRunBehind, startBehind } from "../background.ts";
import type { Host } from "../host.ts";
import { alertSink, type SinkSite } from "./sink.ts";

/** What the sink of a clone is opened with. `warn` is null where nobody would read it; `alone`: nothing is started beside. */
export interface SinkOpening {
  readonly host: Host;
  readonly warn: ((line: string) => void) | null;
  readonly alone: boolean;
}

/** The sink of a clone, for whoever calls. */
export function openSink(opening: SinkOpening, workspace: Pick<Workspace, "repository" | "folders">): AlertSink {
  return alertSink(() => sinkSite(opening, workspace));
}

/** Where the alerts of a clone are sent from. */
export async function sinkSite(
  { host, warn, alone }: SinkOpening,
  { repository, folders }: Pick<Workspace, "repository" | "folders">,
): Promise<SinkSite> {
  const { location } = repository;
  const config = await repository.config();
  const directory = location.workTree ?? location.gitDir;
  const behind = !alone && mayRunBehind(host, config) ? () => void startBehind(host, directory, "alert") : null;
  return { host, folders, directory, config, place: location, say: warn, behind };
}

import type { Workspace } from "../services/workspace.ts";
import { openWorkspace } from "./open.ts";
import { realHost } from "./real-host.ts";

/** How a script works in a clone. */
export interface OpenOptions {
  /** The name to act under, such as `dave/vc`; else whoever the environment says. */
  readonly actor?: string;
  readonly offline?: boolean;
  readonly progress?: (line: string) => void;
  readonly warn?: (line: string) => void;
}

/** Opens the clone that a directory lies in, as the program would. Close its `ledger` when done. */
export function open(directory: string, options: OpenOptions = {}): Promise<Workspace> {
  const { actor, offline = false, progress = () => {}, warn = () => {} } = options;
  return openWorkspace({ host: realHost(), globals: { actor, offline }, directory, progress, warn });
}

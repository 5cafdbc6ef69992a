import type { Workspace } from "../services/workspace.ts";
import type { GlobalFlags } from "./globals.ts";
import type { Host } from "./host.ts";

/** What a command asks for when it opens its clone. */
export interface Opening {
  readonly host: Host;
  readonly globals: GlobalFlags;
  readonly directory: string;
  readonly progress: (line: string) => void;
  readonly warn: (line: string) => void;
}

/** Opens the clone that holds a directory. */
export async function openWorkspace(opening: Opening): Promise<Workspace> {
  throw new Error(`Not here yet: ${opening.directory}`);
}

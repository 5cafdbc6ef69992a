import type { Workspace } from "../services/workspace.ts";

/** What the server needs of the world, given by the command that starts it. */
export interface Doors {
  readonly version: string;
  /** Where the server was started. */
  readonly directory: string;
  /** True where the user named the directory outright: then the client's roots do not count. */
  readonly fixed: boolean;
  /** Opens the clone that holds a directory, for an agent. @throws NOT_A_REPOSITORY and the like */
  open(directory: string): Promise<Workspace>;
  /** Shows that the agent is there: called behind each of its calls. */
  sign(workspace: Workspace, call: string): Promise<void>;
  /** Given when the server is to end. */
  readonly signal: AbortSignal;
}

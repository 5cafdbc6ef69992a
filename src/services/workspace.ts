import type { Actor } from "../domain/actor.ts";
import type { Repository } from "../git/repository.ts";
import type { Ledger } from "../store/ledger.ts";
import type { Mirror } from "../store/mirrors.ts";
import type { Proof } from "../store/operation.ts";
import type { AlertSink } from "./alert.ts";

/** The folders of the user that bd may use, absolute; made when first written to. */
export interface UserFolders {
  readonly home: string;
  /** `$XDG_CACHE_HOME/bd`, `~/Library/Caches/bd`, `%LOCALAPPDATA%\bd\cache`. */
  readonly cache: string;
  readonly config: string;
  readonly state: string;
}

/** Where a service works: one clone, one actor. Opened by the edge, closed by it. */
export interface Workspace {
  readonly repository: Repository;
  readonly ledger: Ledger;
  readonly actor: Actor;
  /** The identity of this project. */
  readonly identity: string;
  readonly folders: UserFolders;
  /** The directory that the caller stands in. */
  readonly directory: string;
  /** True under `--offline`. */
  readonly offline: boolean;
  /** What the caller can show of the claims it holds. */
  proof(): Promise<Proof>;
  /** Opens another clone on this machine, with the same person and the same rules. */
  open(directory: string): Promise<Workspace>;
  /** Makes the user's mirror of a project's ledger, or sets right where it leads; answers its directory. Nothing is fetched. */
  makeMirror(mirror: Mirror, format?: string): Promise<string>;
  /** Brings alerts to the person, by the routes of their own configuration. */
  readonly alerts: AlertSink;
  /** A progress line on stderr for long work; silent under --quiet and --json. */
  progress(line: string): void;
  /** A warning or hint on stderr; under --json it is collected and not printed. */
  warn(line: string): void;
}

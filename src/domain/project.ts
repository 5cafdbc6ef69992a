import type { Extra } from "./yaml.ts";

/** An issue type of the project's own. Not workable ones never are ready. */
export interface OwnType {
  readonly name: string;
  readonly workable: boolean;
}

export const INBOUND = ["open", "review", "closed"] as const;
export type Inbound = (typeof INBOUND)[number];

/** `project.md`: identity, prefix, format version, policy and the projects that this one knows. */
export interface Project {
  /** The short name, such as `vc`. */
  readonly name: string;
  /** What new ids start with. */
  readonly prefix: string;
  /** The format version of the ledger; this program reads and writes 1. */
  readonly format: number;
  /** `github.com/owner/vc`, or `local:<id>` where there was no remote at init. */
  readonly identity: string;
  /** The canonical remote's name, where `origin` is not it. */
  readonly remote: string | null;
  readonly aliases: readonly string[];
  /** Other projects: short name to URL. */
  readonly projects: Readonly<Record<string, string>>;
  readonly types: readonly OwnType[];
  readonly inbound: Inbound;
  /** Settings of the project that `bd config` knows (see domain/setting.ts): key to text. */
  readonly settings: Readonly<Record<string, string>>;
  readonly created: string;
  readonly by: string;
  /** Notes for agents and people, in markdown. */
  readonly body: string;
  readonly extras: readonly Extra[];
}

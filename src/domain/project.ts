import type { Extra } from "./yaml.ts";

/** An issue type of the project's own. Not workable ones never are ready. */
export interface OwnType {
  readonly name: string;
  readonly workable: boolean;
}

export const INBOUND = ["open", "review", "closed"] as const;
export type Inbound = (typeof INBOUND)[number];

/** How a clone's changes reach the shared ledger: onto its branch, or as a branch of their own that a person merges. */
export const PUSH_WAYS = ["direct", "propose"] as const;
export type PushWay = (typeof PUSH_WAYS)[number];

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
  /** Where something else holds for one sender: its project's identity to what does. */
  readonly inbound_projects: Readonly<Record<string, Inbound>>;
  readonly push: PushWay;
  /** Who may do what some alone may do (see domain/role.ts): a role to names. Everybody where none is named. */
  readonly roles: Readonly<Record<string, readonly string[]>>;
  /** Settings of the project that `bd config` knows (see domain/setting.ts): key to text. */
  readonly settings: Readonly<Record<string, string>>;
  readonly created: string;
  readonly by: string;
  /** Notes for agents and people, in markdown. */
  readonly body: string;
  readonly extras: readonly Extra[];
}

import { posix } from "node:path";
import { type Actor, handleOf, nameOf } from "../domain/actor.ts";
import { normaliseRemote, shortName } from "../domain/identity.ts";
import { BeadsError } from "../errors.ts";
import type { Workspace } from "./workspace.ts";

/** Who calls, and where. */
export interface WhoamiResult {
  readonly name: string;
  readonly actor: Actor;
  /** Under which names others speak to the caller: their own, their human's, and their project's. */
  readonly addresses: readonly string[];
  readonly project: { readonly identity: string; readonly name: string | null; readonly aliases: readonly string[] };
  /** The work tree, or the git directory of a bare repository. */
  readonly workspace: string;
  /** Remotes by name, each as its identity: never the URL, which may carry credentials. */
  readonly remotes: readonly { readonly name: string; readonly identity: string | null }[];
}

/** Identity, aliases, actor and workspace. Works without a ledger too. */
export async function whoami(workspace: Workspace): Promise<WhoamiResult> {
  const { repository, actor, identity } = workspace;
  const project = await projectOf(workspace);
  const { remotes } = await repository.config();
  return {
    name: nameOf(actor),
    actor,
    addresses: [
      ...new Set([nameOf(actor), actor.agent, `@${handleOf(actor.human)}`, project?.name ?? shortName(identity)]),
    ].filter((address) => address !== ""),
    project: { identity, name: project?.name ?? null, aliases: (project?.aliases ?? []).filter((alias) => alias !== identity) },
    workspace: repository.location.workTree ?? repository.location.gitDir,
    remotes: await Promise.all(remotes.map(async (name) => ({ name, identity: await remoteIdentity(repository, name) }))),
  };
}

async function projectOf({ ledger }: Workspace) {
  const snapshot = await ledger.snapshot().catch((error: unknown) => {
    if (error instanceof BeadsError && error.code === "NO_LEDGER") return undefined;
    throw error;
  });
  return snapshot?.project;
}

/** The identity of a remote; dots in a path of this machine are followed, so that one folder has one name. */
async function remoteIdentity(repository: Workspace["repository"], name: string): Promise<string | null> {
  const identity = normaliseRemote(await repository.remoteUrl(name, "fetch"));
  return identity?.startsWith("local:/") ? `local:${posix.normalize(identity.slice("local:".length))}` : identity;
}

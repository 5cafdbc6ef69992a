import { BeadsError } from "../errors.ts";
import { findMirror, type Mirror } from "../store/mirrors.ts";
import { LEDGER_REF } from "../store/refs.ts";
import { isBrokenMirror } from "./carriers/mirror-damage.ts";
import type { KnownProject } from "./discovery.ts";
import { withoutLedger } from "./project-trouble.ts";
import { findProjectUrl, type ProjectUrl } from "./project-urls.ts";
import type { Workspace } from "./workspace.ts";

/**
 * Opens the user's mirror of a project as it is here, without asking anybody; undefined where there is none that holds a ledger. Whoever opens it
 * closes its ledger.
 */
export async function openMirrorHere(workspace: Workspace, project: KnownProject): Promise<Workspace | undefined> {
  const found = [project.identity, ...project.aliases]
    .map((identity) => findMirror(workspace.folders.cache, identity))
    .find((mirror) => mirror !== undefined);
  if (found === undefined) return undefined;
  const opened = await workspace.open(found.directory).catch(() => undefined);
  if (opened === undefined) return undefined;
  const holds = await opened.repository.readRef(LEDGER_REF).catch(() => null);
  if (holds !== null && (await isReadable(opened))) return opened;
  await opened.ledger.close();
  return undefined;
}

/** False for a broken one: whoever only reads goes without, and whoever needs it has it made anew. */
async function isReadable({ ledger }: Workspace): Promise<boolean> {
  try {
    await ledger.snapshot();
    return true;
  } catch (error) {
    if (isBrokenMirror(error)) return false;
    throw error;
  }
}

/**
 * Opens the user's mirror of a project's ledger, made and fetched where it is not here yet, is broken, or is wanted anew.
 * @throws CARRIER_MISSING where nothing says how the project is reached, TARGET_WITHOUT_LEDGER, REMOTE_UNREACHABLE, REMOTE_REFUSED, NEWER_FORMAT
 */
export async function openMirror(
  workspace: Workspace,
  project: KnownProject,
  found: ProjectUrl | undefined,
  anew = false,
): Promise<Workspace> {
  if (found === undefined) throw unreachable(project);
  const wanted = mirrorOf(project, found);
  const open = async (format?: string) => openWhole(workspace, project, await workspace.makeMirror(wanted, format));
  const first = anew ? "sha1" : undefined;
  return open(first).catch((error: unknown) => {
    const format = formatWanted(error);
    if (format === first || (format === undefined && !isBrokenMirror(error))) throw error;
    return open(format ?? "sha1");
  });
}

/** Gives up what lies in the user's mirror of a project and was not pushed. Whatever else of it waits is brought again from its outbox. */
export async function abandonInMirror(workspace: Workspace, project: KnownProject): Promise<void> {
  const mirror = await openMirrorHere(workspace, project);
  try {
    await mirror?.ledger.abandon();
  } finally {
    await mirror?.ledger.close();
  }
}

/** As `openMirror`, by whichever URL the project has. */
export async function openMirrorOf(workspace: Workspace, project: KnownProject): Promise<Workspace> {
  return openMirror(workspace, project, await findProjectUrl(workspace, project));
}

function mirrorOf({ identity }: KnownProject, { url, source, rank }: ProjectUrl): Mirror {
  return { identity, url, source, rank };
}

async function openWhole(workspace: Workspace, project: KnownProject, directory: string): Promise<Workspace> {
  const opened = await workspace.open(directory);
  try {
    await opened.ledger.snapshot().catch((error: unknown) => withoutLedger(project, opened, error));
    return opened;
  } catch (error) {
    await opened.ledger.close();
    throw error;
  }
}

/** The object format of a remote that git could not fetch from, where that was the reason. */
function formatWanted(error: unknown): string | undefined {
  if (!(error instanceof BeadsError)) return undefined;
  const words = `${error.message} ${String(error.fields["git"] ?? "")}`;
  return /mismatched algorithms: client \w+; server (\w+)/.exec(words)?.[1];
}

function unreachable(project: KnownProject): BeadsError {
  return new BeadsError("environment", "CARRIER_MISSING", `Nothing here says how ${project.identity} can be reached.`, {
    hints: ["Clone it on this machine, or name its URL: bd project add <url>."],
    fields: { project: project.identity },
  });
}

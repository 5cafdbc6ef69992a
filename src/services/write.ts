import type { Reach, Urgency, Written } from "../store/ledger.ts";
import type { VerbArguments, VerbName, VerbResults } from "../store/operation.ts";
import type { Workspace } from "./workspace.ts";

/** Where a write got to: what every answer of a verb that writes says, and how a caller tells a change from a repetition. */
export interface Landing {
  readonly op: string | null;
  readonly reach: Reach;
  readonly why: string | null;
  readonly changed: boolean;
  readonly commit: string | null;
}

/** How a verb is written: how far it has to get, or only asked (`--dry-run`). */
export interface WriteMode {
  readonly urgency: Urgency;
  readonly dry_run?: boolean | undefined;
}

/** What landed, with what the verb answers. */
export interface Landed<R> {
  readonly landing: Landing;
  readonly result: R;
}

/** Writes one operation; under `--offline` it stays in this clone, under `--dry-run` it is decided and not made. */
export async function write<V extends VerbName>(
  workspace: Workspace,
  verb: V,
  args: VerbArguments[V],
  mode: WriteMode,
): Promise<Landed<VerbResults[V]>> {
  if (mode.dry_run === true) return preview(workspace, verb, args);
  const urgency = workspace.offline ? "never" : mode.urgency;
  const written = await workspace.ledger.write(verb, args, urgency);
  return { landing: landingOf(written), result: written.result };
}

async function preview<V extends VerbName>(
  workspace: Workspace,
  verb: V,
  args: VerbArguments[V],
): Promise<Landed<VerbResults[V]>> {
  const { result, changed } = await workspace.ledger.preview(verb, args);
  return { landing: { op: null, reach: "local", why: "dry run", changed, commit: null }, result };
}

function landingOf({ op, reach, why, changed, commit }: Written<unknown>): Landing {
  return { op, reach, why, changed, commit };
}

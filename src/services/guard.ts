import { GlobSet } from "../domain/glob-set.ts";
import { type HeldPaths, isReservedBy } from "../domain/held-paths.ts";
import { findSetting } from "../domain/setting.ts";
import { LEDGER_REF } from "../store/refs.ts";
import { askerOf, heldNow, type ReservationRow, rowOf } from "./reservations.ts";
import type { Workspace } from "./workspace.ts";

/** What somebody else reserved, and which of the paths it covers. */
export interface Trespass {
  readonly row: ReservationRow;
  readonly paths: readonly string[];
}

export interface GuardResult {
  /** What is done about it: `beads.guard` of the user's git configuration. */
  readonly level: "warn" | "block" | "off";
  /** How many paths were looked at. */
  readonly checked: number;
  readonly trespasses: readonly Trespass[];
}

const SETTING = "beads.guard";

/** Whether paths that are about to be committed or pushed are reserved by somebody else, for themselves. Whoever reserved nothing may touch the rest. */
export async function guard(workspace: Workspace, readPaths: () => Promise<readonly string[]>): Promise<GuardResult> {
  const level = await levelOf(workspace);
  // Where there is no ledger, nobody reserved anything, and a hook looks for none on the network.
  const isAsked = level !== "off" && (await workspace.repository.readRef(LEDGER_REF)) !== null;
  const others = isAsked ? await reservedByOthers(workspace) : [];
  if (others.length === 0) return { level, checked: 0, trespasses: [] };
  const paths = await readPaths();
  const globs = new GlobSet<ReservationRow>();
  for (const row of others) for (const glob of row.paths) globs.add(glob, row);
  const found = new Map<ReservationRow, string[]>();
  for (const path of new Set(paths)) {
    for (const row of globs.find(path)) {
      const known = found.get(row);
      if (known === undefined) found.set(row, [path]);
      else known.push(path);
    }
  }
  return { level, checked: paths.length, trespasses: [...found].map(([row, covered]) => ({ row, paths: covered })) };
}

async function levelOf({ repository }: Workspace): Promise<GuardResult["level"]> {
  const said = (await repository.config()).get(SETTING);
  const level = said === undefined ? undefined : findSetting(SETTING)?.parse(said);
  return level === "block" || level === "off" ? level : "warn";
}

/** Who commits in the very work tree that reserved something commits what was done there: another session of the same agent, or a person, too. */
async function reservedByOthers(workspace: Workspace): Promise<ReservationRow[]> {
  const [held, asker] = await Promise.all([heldNow(workspace), askerOf(workspace)]);
  const isHere = ({ marker, by }: HeldPaths["head"]) =>
    marker !== null && asker.markers.includes(marker) && (workspace.actor.kind === "person" || by === asker.name);
  return held
    .filter(({ head }) => head.mode === "exclusive" && !isReservedBy(head, asker) && !isHere(head))
    .map((one) => rowOf(one, asker));
}

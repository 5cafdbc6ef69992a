import { isElsewhere } from "../domain/address.ts";
import { findCycle } from "../domain/cycle.ts";
import { splitAddress } from "../domain/elsewhere.ts";
import { BeadsError } from "../errors.ts";
import type { Snapshot } from "../store/snapshot.ts";
import { edgesAmong } from "./edges.ts";
import type { LookedUp } from "./external.ts";
import { resolveId } from "./resolve-id.ts";
import type { Workspace } from "./workspace.ts";

/** New edges of an issue, as far as they may name issues of other projects. */
export interface NewLinks {
  readonly id: string;
  readonly needs: readonly string[];
  /** What else it names. */
  readonly others: readonly string[];
  /** Of a new issue. */
  readonly parent?: string | null;
}

/** Issues of other projects that may be linked to. */
export interface Admitted {
  /** Of those that nobody here knows yet, a warning each. */
  readonly warnings: readonly string[];
  /** Keeps what is known of them, once the links are written. */
  keep(): Promise<void>;
}

const NOTHING: Admitted = { warnings: [], keep: async () => {} };

/**
 * Checks links to issues of other projects where their ledgers are at hand. One that its ledger does not know is refused, after its remote was
 * asked once; what cannot be looked up is let through, with a warning.
 * @throws TARGET_NOT_FOUND with what is similar, DEPENDENCY_CYCLE where issues here and there would wait for each other
 */
export async function admitTargets(workspace: Workspace, links: readonly NewLinks[]): Promise<Admitted> {
  const addresses = [...new Set(links.flatMap(({ needs, others }) => [...needs, ...others]))].filter(isElsewhere);
  if (addresses.length === 0) return NOTHING;
  const { lookUpExternals } = await import("./external.ts");
  const first = await lookUpExternals(workspace, addresses, { network: false });
  const missing = addresses.filter(first.isMissing);
  const found = missing.length === 0 ? first : await lookUpExternals(workspace, addresses, { network: true });
  const snapshot = await workspace.ledger.snapshot();
  const shorten = snapshot.shortener();
  for (const address of missing) if (found.isMissing(address)) throw await notThere(workspace, address, shorten(address));
  refuseCycles(snapshot, links, found);
  const unknown = addresses.filter((address) => !found.beads.has(address));
  return {
    warnings: unknown.map((address) => `${shorten(address)} is not known here yet: it counts as open until bd sync finds it.`),
    keep: () => found.keep(),
  };
}

/** Refuses what is a child of another project's issue, or would change one: each ledger is its own project's. @throws OTHER_PROJECT */
export function refuseElsewhere(id: string, what: string): void {
  if (!isElsewhere(id)) return;
  throw new BeadsError("usage", "OTHER_PROJECT", `${id} belongs to another project and cannot be ${what} from here.`, {
    hints: ["bd send tells that project what you need; bd dep add makes an issue here wait for one of theirs."],
    fields: { id },
  });
}

function refuseCycles(snapshot: Snapshot, links: readonly NewLinks[], found: LookedUp): void {
  const edges = edgesAmong(snapshot, found.beads);
  for (const { id, needs, parent } of links) {
    const cycle = findCycle(edges, id, { needs: needs.filter(isElsewhere), ...(parent === undefined ? {} : { parent }) });
    if (cycle === undefined) continue;
    const words = cycle.map(snapshot.shortener()).join(" -> ");
    throw new BeadsError("conflict", "DEPENDENCY_CYCLE", `That would make a cycle across projects: ${words}.`, {
      hints: ["bd thread and bd reply reach the other project: one of the two has to let go."],
      fields: { cycle },
    });
  }
}

async function notThere(workspace: Workspace, address: string, shown: string): Promise<BeadsError> {
  const { project, id } = splitAddress(address);
  const candidates = (await similarThere(workspace, address)).map((candidate) => `${project}:${candidate}`);
  const prefix = shown.slice(0, -id.length);
  const similar = candidates.map((candidate) => `${prefix}${splitAddress(candidate).id}`);
  return new BeadsError("not-found", "TARGET_NOT_FOUND", `There is no issue ${shown} to link to.`, {
    hints: [
      ...(similar.length > 0 ? [`Did you mean ${similar.join(" or ")}?`] : []),
      "Its project's ledger is on this machine and does not know it.",
    ],
    fields: { id: address, candidates },
  });
}

/** What the other ledger would say to who types this id there. */
async function similarThere(workspace: Workspace, address: string): Promise<readonly string[]> {
  const { closeExternal, openExternal } = await import("./external-site.ts");
  const { project, id } = splitAddress(address);
  const found = await openExternal(workspace, { identity: project, before: undefined, network: false, since: 0 });
  try {
    const snapshots = await Promise.all(found.sites.map((site) => site.workspace.ledger.snapshot()));
    return [...new Set(snapshots.flatMap((snapshot) => candidatesIn(snapshot, id)))];
  } finally {
    await closeExternal(found);
  }
}

function candidatesIn(snapshot: Snapshot, id: string): readonly string[] {
  try {
    return [resolveId(snapshot, id)];
  } catch (error) {
    const candidates = error instanceof BeadsError ? error.fields["candidates"] : undefined;
    return Array.isArray(candidates) ? candidates.map(String) : [];
  }
}

import { nameOf } from "../domain/actor.ts";
import { checkBody } from "../domain/body.ts";
import type { Message } from "../domain/message.ts";
import { toMilliseconds } from "../domain/time.ts";
import { compose } from "./compose.ts";
import { refuseUnreasonedForce } from "./force.ts";
import { type AgentPresence, presences } from "./presence.ts";
import { type Named, namedReservations } from "./reserve/own-reservations.ts";
import { inLedgerOf, sortWords } from "./reserve/typed-globs.ts";
import type { Workspace } from "./workspace.ts";
import { type Landing, write } from "./write.ts";

export interface UnreserveInput {
  /** Ids, their last letters, or globs as they were reserved; none: the only one. */
  readonly words: readonly string[];
  readonly all?: boolean | undefined;
  /** Somebody else's, too; needs a reason. */
  readonly force?: boolean | undefined;
  readonly reason?: string | undefined;
  readonly dry_run?: boolean | undefined;
}

/** What speaks for or against taking somebody's reservation away. */
export interface HolderEvidence {
  readonly holder: string;
  /** How they are known to be; null where nobody of that name is known. */
  readonly presence: AgentPresence | null;
  /** True if `until` has passed. */
  readonly expired: boolean;
}

export interface Unreserved {
  readonly id: string;
  readonly project: string | null;
  /** What was given back. */
  readonly paths: readonly string[];
  readonly holder: string;
  readonly until: string;
  /** Of what was taken away by force; null for the caller's own. */
  readonly evidence: HolderEvidence | null;
  /** The message that tells the holder. */
  readonly message: string | null;
  readonly landing: Landing;
}

/** Gives reservations back; with force, somebody else's, who is told. @throws NOT_YOUR_RESERVATION, FORCE_NEEDS_REASON and what naming one throws */
export async function unreserve(workspace: Workspace, input: UnreserveInput): Promise<readonly Unreserved[]> {
  refuseUnreasonedForce(input);
  const sorted = await sortWords(workspace, input.words);
  const done: Unreserved[] = [];
  for (const words of sorted.length === 0 ? [null] : sorted) {
    await inLedgerOf(workspace, words?.project ?? null, async (there) => {
      const meant = { words, all: input.all === true };
      done.push(
        ...(await release(there, await namedReservations(there, meant), { input, project: words?.project?.name ?? null })),
      );
    });
  }
  return done;
}

async function release(
  workspace: Workspace,
  named: readonly Named[],
  { input, project }: { readonly input: UnreserveInput; readonly project: string | null },
): Promise<Unreserved[]> {
  if (named.length === 0) return [];
  const reason = input.reason === undefined || input.reason.trim() === "" ? null : checkBody(input.reason);
  const taken = input.force === true ? named.filter(({ mine }) => !mine) : [];
  const evidence = await evidenceOf(workspace, taken);
  const messages = taken.map((row) => messageTo(workspace, row, { reason: reason ?? "", evidence: evidence.get(row.head.id) }));
  const args = {
    items: named.map(({ head, globs }) => ({ id: head.id, globs })),
    ...{ reason, force: input.force === true, messages, proof: await workspace.proof() },
  };
  const { landing } = await write(workspace, "unreserve", args, { urgency: "now", dry_run: input.dry_run });
  return named.map(({ head, until, globs }) => ({
    ...{ id: head.id, project, paths: globs ?? head.paths, holder: head.by, until, landing },
    evidence: evidence.get(head.id) ?? null,
    message: landing.changed ? (messages.find(({ data }) => data["reservation"] === head.id)?.id ?? null) : null,
  }));
}

async function evidenceOf(workspace: Workspace, taken: readonly Named[]): Promise<ReadonlyMap<string, HolderEvidence>> {
  if (taken.length === 0) return new Map();
  const [agents, moment] = await Promise.all([presences(workspace), workspace.ledger.moment()]);
  return new Map(
    taken.map(({ head, until }) => {
      const presence = agents.find(({ name }) => name === head.by) ?? null;
      return [head.id, { holder: head.by, presence, expired: toMilliseconds(until) <= moment.now }];
    }),
  );
}

function messageTo(
  { ledger, actor }: Workspace,
  { head, until, globs }: Named,
  { reason, evidence }: { readonly reason: string; readonly evidence: HolderEvidence | undefined },
): Message {
  const paths = (globs ?? head.paths).join(", ");
  const seen = evidence?.presence?.seen;
  const known = `It ${evidence?.expired === true ? "had run out at" : "would have held until"} ${until}; you were ${evidence?.presence?.presence ?? "unknown"}${seen ? `, last seen ${seen}` : ""}.`;
  return compose(ledger, actor, {
    ...{ thread: head.issue, to: [head.by], type: "alert", priority: "high" },
    subject: `${paths}: your reservation was taken away`,
    data: { reservation: head.id },
    body: `${nameOf(actor)} took away your reservation of ${paths}: ${reason}\n\n${known}`,
  });
}

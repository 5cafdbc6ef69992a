import { nameOf } from "../domain/actor.ts";
import type { Checkpoint } from "../domain/checkpoint.ts";
import type { Claim, Ending, Lease } from "../domain/claim.ts";
import { isAnswered } from "../domain/inbox.ts";
import type { Issue } from "../domain/issue.ts";
import { isLive } from "../domain/lease.ts";
import type { Message } from "../domain/message.ts";
import type { Moment } from "../domain/readiness.ts";
import { toMilliseconds } from "../domain/time.ts";
import { judgeWork, type WorkProof, type WorkState } from "../domain/work.ts";
import type { Snapshot } from "../store/snapshot.ts";
import { type ProofSite, proofOf } from "./claim-proof.ts";
import { isMine, type Mine, mineOf } from "./mine.ts";
import type { Workspace } from "./workspace.ts";

/** An issue that the caller holds, or lately held, as the ledger says now. */
export interface Work {
  readonly id: string;
  readonly title: string;
  readonly state: WorkState;
  /** In words, why not to go on as if nothing had happened: closed by whom, taken over, handed off, expired. Null: go on. */
  readonly stop: string | null;
  /** The newest epoch of the issue, whoever has it. */
  readonly lease: Lease | null;
  /** The newest checkpoint on the issue. */
  readonly checkpoint: Checkpoint | null;
  /** The newest message of type handoff on it. */
  readonly handoff: Message | null;
  /** Messages on it that wait for the caller's answer. */
  readonly unanswered: number;
  /** Their ids, oldest first. */
  readonly asked: readonly string[];
  /** The command that goes on with it; null where it is over. */
  readonly next: string | null;
}

/** By the name alone, what ended longer ago is history. */
const LATELY = 24 * 3_600_000;
/** What was taken from the caller is told for so long: who wakes after a weekend has to hear of it. */
const TOLD = 7 * 24 * 3_600_000;
const MOST = 50;
/** So many of the newest messages of a thread are looked at for a handoff. */
const RECENT = 200;

const ORDER: readonly WorkState[] = ["active", "suspended", "completed"];

/**
 * What the caller is on, re-validated against the ledger: from the markers in the git directory and the session. Reads the index alone. `living`: what
 * another session of the same name holds in this worktree, too, whose process runs.
 */
export async function workOf(
  workspace: Workspace,
  { living = false }: { readonly living?: boolean } = {},
): Promise<readonly Work[]> {
  const site = await siteOf(workspace);
  const { snapshot, moment, proof, me } = site;
  const session = proof.explicit_session ? proof.session : null;
  const found = snapshot.claimsOf({ name: me, since: moment.now - TOLD, session, markers: proof.markers, limit: MOST });
  const newest = new Map<string, Concern>();
  for (const claim of found) {
    const proven = newest.has(claim.issue) ? undefined : await proofOf(site, claim);
    if (proven !== undefined && (living || proven !== "living")) newest.set(claim.issue, { claim, proof: proven });
  }
  const work = await Promise.all([...newest.values()].map((concern) => judged(site, concern)));
  return work.filter((entry) => entry !== undefined).sort((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state));
}

/** How the caller stands to one issue, whether they ever held it or not. */
export async function workOn(workspace: Workspace, id: string): Promise<Work> {
  const site = await siteOf(workspace);
  const { snapshot, moment } = site;
  const concern = await concernIn(site, snapshot.claims(id));
  const known = concern && (await judged(site, concern, true));
  if (known !== undefined) return known;
  const issue = snapshot.issue(id) as Issue;
  const lease = snapshot.lease(id) ?? null;
  const twin = lease?.by === site.me ? ", from another worktree, clone or session" : "";
  const held = lease !== null && isLive(lease, moment) ? `${lease.by} holds it since ${lease.since}${twin}.` : null;
  const stop = issue.closed === null ? held : `${issue.closed.by} closed it at ${issue.closed.at}.`;
  const state = stop === null ? "suspended" : "completed";
  const checkpoint = newestCheckpoint(snapshot, id);
  return {
    ...aboutOf(site, issue),
    state,
    stop,
    lease,
    checkpoint,
    handoff: newestHandoff(snapshot, id),
    next: nextOf(id, state),
  };
}

/** True for a live claim that an earlier session of the caller's made, and that its process or its worktree cannot keep any more. */
export async function isOrphan(workspace: Workspace, lease: Lease): Promise<boolean> {
  const site = await siteOf(workspace);
  const claim = site.snapshot.claims(lease.issue).find(({ epoch }) => epoch === lease.epoch);
  const proof = lease.ended !== null || claim === undefined ? undefined : await proofOf(site, claim);
  return proof === "inherited" || proof === "stranded";
}

async function siteOf(workspace: Workspace): Promise<Site> {
  const { ledger, actor } = workspace;
  const [snapshot, moment, proof] = await Promise.all([ledger.snapshot(), ledger.moment(), workspace.proof()]);
  return { workspace, snapshot, moment, proof, me: nameOf(actor), mine: mineOf(workspace, snapshot.project) };
}

interface Site extends ProofSite {
  readonly moment: Moment;
  readonly mine: Mine;
}

/** A claim of the caller's, and how they stand to it. */
interface Concern {
  readonly claim: Claim;
  readonly proof: WorkProof;
}

async function concernIn(site: Site, claims: readonly Claim[]): Promise<Concern | undefined> {
  for (const claim of claims) {
    const proof = await proofOf(site, claim);
    if (proof !== undefined && proof !== "living") return { claim, proof };
  }
  return undefined;
}

/** `aged`: what ended long ago is told, too. */
async function judged(site: Site, { claim, proof }: Concern, aged = false): Promise<Work | undefined> {
  const { snapshot, moment } = site;
  const issue = snapshot.issue(claim.issue);
  const lease = snapshot.lease(claim.issue);
  if (issue === undefined || lease === undefined) return undefined;
  const ending = snapshot.endings(claim.issue).find(({ epoch }) => epoch === claim.epoch) ?? null;
  const checkpoint = newestCheckpoint(snapshot, issue.id);
  const handoff = newestHandoff(snapshot, issue.id);
  const left = leftBehind(claim, checkpoint, handoff);
  const live = isLive(lease, moment) || (lease.ended === null && (await isWatched(site, lease)));
  const judgement = judgeWork({ issue, claim, lease, live, ending, me: site.me, proof, left });
  if (judgement === undefined) return undefined;
  if (!aged && isOld(site, judgement, { closed: issue.closed?.at, ending })) return undefined;
  return {
    ...aboutOf(site, issue),
    ...judgement,
    lease,
    checkpoint,
    handoff,
    next: proof === "living" ? asThatSession(claim) : nextOf(issue.id, judgement.state),
  };
}

function aboutOf(site: Site, { id, title }: Issue): Pick<Work, "id" | "title" | "unanswered" | "asked"> {
  const asked = askedOn(site, id);
  return { id, title, unanswered: asked.length, asked };
}

async function isWatched({ workspace }: Site, lease: Lease): Promise<boolean> {
  const { isClaimWatched } = await import("../store/markers.ts");
  return isClaimWatched(workspace.repository.location, lease.issue, lease.epoch);
}

function newestCheckpoint(snapshot: Snapshot, issue: string): Checkpoint | null {
  return snapshot.records("checkpoint", { issue, newest: true, limit: 1 })[0]?.head ?? null;
}

function newestHandoff(snapshot: Snapshot, thread: string): Message | null {
  return snapshot.messages({ thread, newest: true, limit: RECENT }).find(({ type }) => type === "handoff") ?? null;
}

function leftBehind({ by, at }: Claim, checkpoint: Checkpoint | null, handoff: Message | null): boolean {
  const since = toMilliseconds(at);
  const isLater = (when: string | undefined) => when !== undefined && toMilliseconds(when) >= since;
  return (checkpoint?.by === by && isLater(checkpoint.at)) || (handoff?.from.agent === by && isLater(handoff.created));
}

/** What is over is told for a while. */
function isOld(
  { moment }: Site,
  { state, stop }: { readonly state: WorkState; readonly stop: string | null },
  { closed, ending }: { readonly closed: string | undefined; readonly ending: Ending | null },
): boolean {
  const at = closed ?? ending?.at;
  if (state === "active" || at === undefined) return false;
  return toMilliseconds(at) < moment.now - (stop === null && state === "completed" ? LATELY : TOLD);
}

function askedOn({ snapshot, mine }: Site, thread: string): string[] {
  const asked = snapshot.askedOn(thread, mine.addresses);
  const open = asked.filter(({ message, replies }) => !isMine(mine, message) && !isAnswered(message, replies, mine));
  return open.map(({ message }) => message.id);
}

/** A session that is given outright may move; what a shell would take for more than a word is not offered. */
function asThatSession({ issue, session }: Claim): string | null {
  return session !== null && /^[\w.:-]+$/.test(session) ? `BD_SESSION=${session} bd resume ${issue}` : null;
}

function nextOf(id: string, state: WorkState): string | null {
  if (state === "completed") return null;
  return state === "active" ? `bd resume ${id}` : `bd resume ${id} --claim`;
}

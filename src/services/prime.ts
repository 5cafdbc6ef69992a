import { handleOf, nameOf } from "../domain/actor.ts";
import { toStamp } from "../domain/time.ts";
import { lastSession, noteSession } from "../store/last-session.ts";
import { type OwnTemplate, readOwnTemplate } from "../store/own-template.ts";
import { hasLedger } from "./has-ledger.ts";
import { mineOf } from "./mine.ts";
import { type PrimeSections, SECTIONS, type SectionName } from "./prime/sections.ts";
import type { PrimeSite } from "./prime/site.ts";
import type { Workspace } from "./workspace.ts";

/** What an agent that starts with nothing is told. Filled while it is gathered, so that whoever is out of time has what is there. */
export interface Prime {
  readonly name: string;
  readonly kind: "agent" | "person";
  /** For whom an agent works. */
  readonly human: string;
  readonly session: string | null;
  readonly project: { readonly name: string; readonly prefix: string; readonly identity: string };
  readonly directory: string;
  readonly now: string;
  /** RFC 3339 UTC of the last fetch that succeeded; null where none did, or there is no remote. */
  readonly fetched: string | null;
  /** The project's own wording. */
  readonly own: OwnTemplate;
  readonly sections: Partial<PrimeSections>;
  /** Sections that were not read, with the reason. */
  readonly missing: readonly { readonly section: SectionName; readonly why: string }[];
}

export interface PrimeInput {
  /** Rows of each section. */
  readonly most: number;
  /** Only these, where not all are wanted. */
  readonly only?: readonly SectionName[] | undefined;
  /** The file of the project's own wording: `prime`, `prime-compact`. */
  readonly wording: string;
  /** Called once there is something to show: it grows from then on. */
  readonly begun: (prime: Prime) => void;
  /** True for the start of a session, which is remembered in this clone; false for another look within one. */
  readonly start: boolean;
}

/** What each form asks for: rows, wording, and whether a session begins with it. */
export const PRIME_FORMS = {
  usual: { most: 12, wording: "prime", start: true },
  compact: { most: 12, wording: "prime-compact", start: false },
  full: { most: 200, wording: "prime", start: true },
} as const;

/** Gathers what a session's start needs, from the index alone; it changes nothing in the ledger. Undefined where there is none. */
export async function prime(workspace: Workspace, input: PrimeInput): Promise<Prime | undefined> {
  if (!(await hasLedger(workspace.repository))) return undefined;
  const site = await siteOf(workspace, input.most);
  const missing: { section: SectionName; why: string }[] = [];
  const own = readOwnTemplate(workspace.repository.location.workTree, input.wording);
  const made = { ...identityOf(site), own, sections: site.found, missing };
  input.begun(made);
  const names = (Object.keys(SECTIONS) as SectionName[]).filter((name) => input.only?.includes(name) ?? true);
  for (const name of names) missing.push({ section: name, why: "out of time" });
  for (const name of names) {
    const why = await gather(site, name);
    missing.splice(
      missing.findIndex(({ section }) => section === name),
      1,
      ...(why === null ? [] : [{ section: name, why }]),
    );
  }
  if (input.start) remember(site);
  return made;
}

async function siteOf(workspace: Workspace, most: number): Promise<PrimeSite> {
  const [snapshot, moment] = await Promise.all([workspace.ledger.snapshot(), workspace.ledger.moment()]);
  const { actor, repository } = workspace;
  const name = nameOf(actor);
  const since = lastSession(repository.location, name, actor.session);
  return { workspace, snapshot, moment, mine: mineOf(workspace, snapshot.project), name, most, since, found: {} };
}

/** Puts one section with the others. What is wrong with one is no reason to withhold the rest: it is said instead. */
async function gather<N extends SectionName>({ found, ...site }: PrimeSite, name: N): Promise<string | null> {
  const sections = found as { [K in N]?: PrimeSections[K] };
  try {
    const section = await SECTIONS[name]({ ...site, found });
    if (section !== null) sections[name] = section;
    return null;
  } catch (error) {
    return (error as Error).message;
  }
}

function identityOf({ workspace, snapshot, moment, name }: PrimeSite): Omit<Prime, "own" | "sections" | "missing"> {
  const { actor, repository } = workspace;
  const { location } = repository;
  const { name: called, prefix, identity } = snapshot.project;
  return {
    name,
    kind: actor.kind,
    human: `@${handleOf(actor.human)}`,
    session: actor.session,
    project: { name: called, prefix, identity: workspace.identity || identity },
    directory: location.workTree ?? location.gitDir,
    now: toStamp(moment.now),
    fetched: moment.known === 0 || moment.known === moment.now ? null : toStamp(moment.known),
  };
}

/** What cannot be remembered is no reason to say nothing. */
function remember({ workspace, name, moment }: PrimeSite): void {
  const { actor, repository } = workspace;
  try {
    noteSession(repository.location, name, { session: actor.session, at: toStamp(moment.now) });
  } catch {
    // The next session then counts its news from an earlier one.
  }
}

import type { Actor } from "../domain/actor.ts";
import type { Project } from "../domain/project.ts";
import { withoutRepository } from "../git/environment.ts";
import { openRepository } from "../git/open.ts";
import type { Repository } from "../git/repository.ts";
import type { Workspace } from "../services/workspace.ts";
import type { LedgerOptions } from "../store/clone.ts";
import type { Ledger } from "../store/ledger.ts";
import { openLedger } from "../store/open.ts";
import type { Proof } from "../store/operation.ts";
import { BRANCHES, branchRef, LEDGER_REF } from "../store/refs.ts";
import { resolveActor } from "./actor.ts";
import { type BackgroundJob, mayRunBehind, startBehind } from "./background.ts";
import { faultIn } from "./fault.ts";
import { userFolders } from "./folders.ts";
import type { GlobalFlags } from "./globals.ts";
import type { Host } from "./host.ts";
import { identityOf } from "./identity.ts";
import { noteClone } from "./note-clone.ts";
import { sessionOf } from "./session.ts";

export { giveSign } from "./beat.ts";

/** What a command asks for when it opens its clone. */
export interface Opening {
  readonly host: Host;
  readonly globals: GlobalFlags;
  readonly directory: string;
  readonly progress: (line: string) => void;
  readonly warn: (line: string) => void;
  /** Who works in a clone that was opened from another one; else whoever its place says. */
  readonly actor?: Actor;
  /** True in a detached process: nobody is there to answer a question. */
  readonly detached?: boolean;
  /** The canonical remote that the user named (`init --remote`), before any ledger can say it. */
  readonly remote?: string | undefined;
  /** True for work that starts no detached processes. */
  readonly alone?: boolean;
  /** True for what shells and bd itself run. */
  readonly silent?: boolean;
  /** True for a clone that was opened from another one: only the caller's own looks around for what it needs elsewhere. */
  readonly nested?: boolean;
  /** See LedgerOptions. */
  readonly freshen?: NonNullable<LedgerOptions["freshen"]>;
}

/** Opens the clone that holds a directory, for whoever calls. @throws NOT_A_REPOSITORY, AMBIGUOUS_REMOTE, BAD_ACTOR */
export async function openWorkspace(opening: Opening): Promise<Workspace> {
  let opened: Workspace | undefined;
  const freshen: LedgerOptions["freshen"] = async (snapshot, anew) =>
    opened && (await import("./look-elsewhere.ts")).lookElsewhere(opened, { snapshot, anew, mute: isMute(opening) });
  const { options, ledger, identity } = await openParts(opening.nested === true ? opening : { ...opening, freshen });
  const { host, globals, directory, progress, warn } = opening;
  const { repository, actor, proof } = options;
  const folders = userFolders(host);
  const open = (other: string) => openWorkspace({ ...opening, host: elsewhere(host), directory: other, actor, nested: true });
  const makeMirror = async (...wanted: Parameters<Workspace["makeMirror"]>) => {
    const mirrors = await import("../store/mirror.ts");
    return mirrors.makeMirror(folders.cache, wanted[0], host.env, wanted[1]);
  };
  const sink = async () => {
    const { openSink } = await import("./alerts/open-sink.ts");
    const site = { host, warn: isMute(opening) ? null : warn, alone: opening.alone === true };
    return openSink(site, { repository, folders });
  };
  const offline = globals.offline === true;
  opened = {
    repository,
    ledger,
    actor,
    identity,
    folders,
    directory,
    offline,
    proof,
    open,
    makeMirror,
    alerts: {
      expect: async (...alert) => (await sink()).expect(...alert),
      forget: async (...op) => (await sink()).forget(...op),
      hand: async (...alert) => (await sink()).hand(...alert),
      resume: async (...asked) => (await sink()).resume(...asked),
      failures: async () => (await sink()).failures(),
    },
    progress,
    warn,
  };
  return opened;
}

/** True where nobody would hear what is told once. */
function isMute({ globals, silent, detached }: Opening): boolean {
  return silent === true || detached === true || globals.json === true || globals.quiet === true;
}

/** A ledger, what it was opened with, and its project, whether there is a ledger yet or not. */
export interface Parts {
  readonly options: LedgerOptions;
  readonly ledger: Ledger;
  /** Empty where nothing says it yet. */
  readonly identity: string;
  /** The project's short name. */
  readonly name: string;
}

export async function openParts(opened: Opening): Promise<Parts> {
  const opening = await fitForMirror(opened);
  const { host, globals, directory } = opening;
  const repository = await openRepository(directory, host.env);
  const config = await repository.config();
  const place = repository.location.workTree ?? repository.location.gitDir;
  const isCompanied = opening.alone !== true && mayRunBehind(host, config);
  const background = isCompanied ? (job: BackgroundJob) => void startBehind(host, place, job) : null;
  // The actor is called after the project, whose ledger may be asked for its name: so the ledger is opened first.
  let actor = opening.actor;
  // Once is enough: what is noted of a clone changes with the project's name at most.
  let noted: Promise<void> | undefined;
  const options: LedgerOptions = {
    ...worldOf(opening, repository),
    background,
    turns: `${userFolders(host).cache}/turns`,
    get actor() {
      return actor ?? NOBODY;
    },
    ...(opening.detached === true ? { detached: true } : {}),
    ...(opening.freshen === undefined ? {} : { freshen: opening.freshen }),
    wrote: () => {
      noted ??= noteClone({ repository, ledger, identity, folders: userFolders(host) });
      return noted;
    },
  };
  const ledger: Ledger = await openLedger(options);
  const { identity, name } = await identityOf(repository, () => readProject(repository, ledger), opening.remote ?? null);
  actor ??= resolveActor({ host, globals, config, identity, project: name, directory: place });
  return { options, ledger, identity, name };
}

/** Nobody is asked anything for a mirror's sake, and a URL that a ledger named gets no protocol but those that are safe from anybody. */
async function fitForMirror(opening: Opening): Promise<Opening> {
  if (!opening.directory.includes("mirrors")) return opening;
  const mirror = (await import("../store/mirrors.ts")).mirrorAt(opening.directory);
  if (mirror === undefined) return opening;
  const env = mirror.source === "ledger" ? { ...opening.host.env, GIT_PROTOCOL_FROM_USER: "0" } : opening.host.env;
  const progress = () => undefined;
  return {
    ...opening,
    progress,
    detached: true,
    host: Object.create(opening.host, { env: { value: env, enumerable: true } }) as Host,
  };
}

const NOBODY: Actor = { kind: "person", human: { name: "", email: "" }, agent: "", project: "", session: null };

function worldOf(
  { host, globals, warn, progress }: Opening,
  repository: Repository,
): Omit<LedgerOptions, "actor" | "background" | "turns" | "wrote"> {
  const { name, explicit } = sessionOf(host);
  const proof = async (): Promise<Proof> => {
    const { readProof } = await import("../store/markers.ts");
    return readProof(repository.location, { session: name, explicit });
  };
  return {
    repository,
    env: host.env,
    now: host.now,
    chance: host.chance,
    offline: globals.offline === true,
    proof,
    warn,
    progress,
    ...faultIn(host.env),
  };
}

/** What `project.md` says, if this clone has a ledger already; nothing is fetched for it. */
async function readProject(repository: Repository, ledger: Ledger): Promise<Project | undefined> {
  const refs = repository.location.workTree === null ? [LEDGER_REF, ...BRANCHES.map(branchRef)] : [LEDGER_REF];
  for (const ref of refs) if ((await repository.readRef(ref)) !== null) return (await ledger.snapshot()).project;
  return undefined;
}

/** The world as another repository sees it: what a hook's git says about this one does not hold there. */
function elsewhere(host: Host): Host {
  return Object.create(host, { env: { value: withoutRepository(host.env), enumerable: true } }) as Host;
}

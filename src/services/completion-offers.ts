import { ISSUE_TYPES } from "../domain/issue.ts";
import { allSettings, findSetting } from "../domain/setting.ts";
import type { Snapshot } from "../store/snapshot.ts";
import { hasLedger } from "./has-ledger.ts";
import type { Workspace } from "./workspace.ts";

/** What the ledger can name. */
export type OfferKind =
  | "issue"
  | "decision"
  | "escalation"
  | "reservation"
  | "note"
  | "outbox"
  | "label"
  | "type"
  | "agent"
  | "address"
  | "project"
  | "setting"
  | "value";

/** A word as a shell offers it. */
export interface Offer {
  readonly word: string;
  readonly about: string;
}

export interface OfferInput {
  readonly kind: OfferKind;
  /** What was typed of it. */
  readonly typed: string;
  /** The setting whose value it is. */
  readonly after?: string | undefined;
}

/** How many a shell is given at most. */
const MOST = 60;

/** Words of a kind that begin with what was typed. Reads the index alone; nothing where there is no ledger. */
export async function completionOffers(open: () => Promise<Workspace>, input: OfferInput): Promise<readonly Offer[]> {
  const { kind, typed, after } = input;
  const offers =
    kind === "setting" ? settings() : kind === "value" ? settingValues(after ?? "") : await fromLedger(await open(), input);
  return offerable(offers, typed);
}

/** Those that begin with what was typed and that no shell would obey. */
export function offerable(offers: readonly Offer[], typed: string): readonly Offer[] {
  return offers.filter(({ word }) => word.startsWith(typed) && isHarmless(word)).slice(0, MOST);
}

function settings(): Offer[] {
  return allSettings().map(({ name, description }) => ({ word: name, about: description }));
}

/** The words of `on or off`, `open, review, closed`. */
function settingValues(name: string): Offer[] {
  const { form = "", description = "" } = findSetting(name) ?? {};
  const words = form.split(/, (?:or )?| or /).filter((word) => /^[a-z]+$/.test(word));
  return words.map((word) => ({ word, about: description }));
}

async function fromLedger(workspace: Workspace, { kind, typed }: OfferInput): Promise<readonly Offer[]> {
  if (!(await hasLedger(workspace.repository))) return [];
  const snapshot = await workspace.ledger.snapshot();
  switch (kind) {
    case "issue":
      return snapshot.idsFrom(typed, MOST).map(({ id, title }) => ({ word: id, about: title }));
    case "label":
      return snapshot.labels().map(({ label, count }) => ({ word: label, about: String(count) }));
    case "type":
      return typesOf(snapshot);
    case "agent":
      return snapshot.agents().map(({ name }) => ({ word: name, about: "" }));
    case "project":
      return projectsOf(workspace);
    case "address":
      return [
        ...(await projectsOf(workspace)),
        ...snapshot.agents().map(({ name }) => ({ word: name, about: "" })),
        { word: "@all", about: "everybody" },
      ];
    default:
      return recordsOf(snapshot, kind, workspace.ledger.now());
  }
}

function typesOf({ project }: Snapshot): Offer[] {
  const own = project.types.map(({ name }) => name);
  return [...new Set([...ISSUE_TYPES, ...own])].map((word) => ({ word, about: "" }));
}

async function projectsOf(workspace: Workspace): Promise<Offer[]> {
  const { knownProjects } = await import("./discovery.ts");
  const others = (await knownProjects(workspace)).filter(({ own }) => !own);
  return others.map(({ name, identity }) => ({ word: name, about: identity }));
}

function recordsOf(snapshot: Snapshot, kind: OfferKind, now: number): readonly Offer[] {
  switch (kind) {
    case "decision":
      return snapshot.records("decision", {}).map(({ head }) => ({ word: head.id, about: head.title }));
    case "escalation":
      return snapshot.records("escalation", { live_at: now }).map(({ head }) => ({ word: head.id.slice(-6), about: head.title }));
    case "reservation":
      return snapshot
        .records("reservation", { live_at: now })
        .map(({ head }) => ({ word: head.id.slice(-6), about: head.paths.join(" ") }));
    case "note":
      return snapshot.records("note", {}).map(({ head }) => ({ word: head.key, about: head.body }));
    case "outbox":
      return snapshot.passages({ under_way: true }).map(({ entry }) => ({ word: entry.id, about: entry.title ?? entry.bead }));
    default:
      return [];
  }
}

/** True for what no shell reads as anything but letters: other words are not offered, whoever wrote them. */
function isHarmless(word: string): boolean {
  return /^[\p{L}\p{N}_@][\p{L}\p{N}_@.:/+-]*$/u.test(word);
}

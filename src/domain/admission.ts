import { BeadsError } from "../errors.ts";
import type { Status } from "./issue.ts";
import type { Inbound, Project } from "./project.ts";
import { findSetting, parseSize } from "./setting.ts";

/** What another project sends, as far as the rules look at it. */
export interface Arrival {
  readonly kind: "issue" | "message";
  /** The identity of the sender's project. */
  readonly project: string;
  /** Bytes of its longest text. */
  readonly body: number;
  /** Bytes of all files together that come with it. */
  readonly files: number;
  /** True for a message on an issue that the sender's project had sent itself. */
  readonly own_thread: boolean;
}

/** What has come from one project within the last 24 hours. */
export interface CameLately {
  readonly issues: number;
  readonly messages: number;
}

/** The time within which arrivals of one sender are counted, in milliseconds. */
export const INBOUND_WINDOW = 86_400_000;

type Rules = Pick<Project, "name" | "identity" | "inbound" | "inbound_projects" | "settings">;

/** Which rule holds for a sender: its own, else that for all. */
export function inboundOf(project: Pick<Rules, "inbound" | "inbound_projects">, sender: string): Inbound {
  const own = Object.hasOwn(project.inbound_projects, sender) ? project.inbound_projects[sender] : undefined;
  return own ?? project.inbound;
}

/** How many arrivals of a kind one sender may have in 24 hours. */
export function dailyBound(project: Pick<Rules, "settings">, kind: Arrival["kind"]): number {
  return Number(boundOf(project, kind === "issue" ? "inbound.per_day" : "inbound.messages_per_day"));
}

/**
 * What a project's rules make of something that another one sends: the status with which an issue arrives. A closed project still takes what is
 * said on issues that the sender had sent before, so that a thread can be brought to its end. The rules are good manners among those who
 * may push; what really keeps people out are the host's rights.
 * @throws INBOUND_CLOSED, INBOUND_TOO_BIG, INBOUND_TOO_MANY
 */
export function admit(project: Rules, arrival: Arrival, lately: CameLately): Extract<Status, "open" | "proposed"> {
  refuseOutright(project, arrival);
  const bound = dailyBound(project, arrival.kind);
  const came = arrival.kind === "issue" ? lately.issues : lately.messages;
  if (came >= bound) throw tooMany(project, arrival, { bound, came });
  return inboundOf(project, arrival.project) === "review" ? "proposed" : "open";
}

/** What is refused whatever came before it: no time takes that away. @throws INBOUND_CLOSED, INBOUND_TOO_BIG */
export function refuseOutright(project: Rules, arrival: Arrival): void {
  if (inboundOf(project, arrival.project) === "closed" && !arrival.own_thread) throw closed(project, arrival);
  refuseSize(project, arrival, { setting: "inbound.max_body", size: arrival.body, what: "text" });
  refuseSize(project, arrival, { setting: "inbound.max_files", size: arrival.files, what: "files" });
}

/** What is set, or what holds by default where nothing that makes sense is set: people write the file too. */
function boundOf({ settings }: Pick<Rules, "settings">, name: string): string {
  const setting = findSetting(name);
  const text = Object.hasOwn(settings, name) ? settings[name] : undefined;
  return (text === undefined ? undefined : setting?.parse(text)) ?? setting?.default ?? "";
}

function refuseSize(project: Rules, { kind }: Arrival, found: { setting: string; size: number; what: "text" | "files" }): void {
  const { setting, size, what } = found;
  const most = boundOf(project, setting);
  const bound = parseSize(most) ?? Number.POSITIVE_INFINITY;
  if (size <= bound) return;
  const sentence =
    what === "text"
      ? `${project.name} takes texts of at most ${most}, and this ${kind} has ${size} bytes.`
      : `${project.name} takes files of at most ${most} at once, and these have ${size} bytes.`;
  throw new BeadsError("conflict", "INBOUND_TOO_BIG", sentence, {
    hints: ["Send the part that matters, and say where the rest can be found.", `Its people may raise ${setting}.`],
    fields: { project: project.identity, setting, bound, size },
  });
}

function closed({ name, identity }: Rules, { kind, project }: Arrival): BeadsError {
  const sentence =
    kind === "issue"
      ? `${name} takes no issues from ${project}.`
      : `${name} takes messages from ${project} only on issues that it sent there itself.`;
  return new BeadsError("conflict", "INBOUND_CLOSED", sentence, {
    hints: [`Its people can let you in with bd config set inbound.from.${project} open, said in a clone of ${name}.`],
    fields: { project: identity, from: project },
  });
}

function tooMany(project: Rules, { kind, project: from }: Arrival, { bound, came }: { bound: number; came: number }): BeadsError {
  const sentence = `${project.name} takes ${bound} ${kind}s a day from one project, and ${came} came from ${from} in the last 24 hours.`;
  const setting = kind === "issue" ? "inbound.per_day" : "inbound.messages_per_day";
  return new BeadsError("conflict", "INBOUND_TOO_MANY", sentence, {
    hints: ["It is taken once a day is over. Put together what belongs together.", `Its people may raise ${setting}.`],
    fields: { project: project.identity, from, setting, bound, came },
  });
}

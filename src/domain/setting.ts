import { BeadsError } from "../errors.ts";
import { ALERT_ROUTES, type AlertRoute, alertKey } from "./alert.ts";
import { ESCALATION_LEVELS, type EscalationLevel, USUAL_RISE } from "./escalation.ts";
import { INBOUND, PUSH_WAYS } from "./project.ts";
import { parseNames, ROLE_SETTING, ROLES, type Role } from "./role.ts";
import { parseDuration } from "./time.ts";

/** A key of `bd config`. Those of the project stand in `project.md` and hold for everybody; those of the user in git's configuration. */
export interface Setting {
  readonly name: string;
  readonly scope: "project" | "user";
  /** What holds where nothing is set; null if that is nothing. */
  readonly default: string | null;
  readonly description: string;
  /** What a value looks like, for people. */
  readonly form: string;
  /** The value as it is stored; undefined if it is none. */
  readonly parse: (text: string) => string | undefined;
}

const ROLE_WORDS: Readonly<Record<Role, string>> = {
  decide: "Who alone may accept, reject and answer where nobody is named for it; everybody where nothing is set.",
  force: "Who alone may use --force.",
  resume: "Who alone may end a pause, or resolve what pauses the project.",
  review: "Who alone may review.",
};

const ALERT_WORDS: Readonly<Record<AlertRoute, { readonly says: string; readonly form: string }>> = {
  file: {
    says: "Whether alerts of escalations are noted in a file: the one in your state directory, or another.",
    form: "on, off or a path",
  },
  log: { says: "Whether they are said on standard error by the command that raised them.", form: "on or off" },
  exec: { says: "A command of yours that gets each alert as JSON on its standard input.", form: "a command, or off" },
  webhook: { says: "A URL that each alert is posted to as JSON.", form: "an http or https URL, or off" },
};

const DURATION = "a time such as 90s, 30m, 4h, 2d or 1w";
const SIZE = "a size such as 500KiB or 4MiB";
const COUNT = "a whole number of at least 1";

const GUARDS = ["warn", "block", "off"];

/** What stands before a project in the name of the setting that says what holds for its sendings alone. */
export const INBOUND_FROM = "inbound.from.";

/** The intervals that every command asks for, where the project says nothing else. */
export const INTERVALS = { "fetch.interval": "60s", "push.interval": "10s" } as const;

/** Every key that `bd config` knows. Made when somebody asks: most commands ask for an interval at most. */
export function allSettings(): readonly Setting[] {
  made ??= makeSettings();
  return made;
}

let made: readonly Setting[] | undefined;

const makeSettings = (): readonly Setting[] => [
  project("claim.lease.agent", "4h", "How long an agent's claim holds without being renewed.", DURATION, duration("1m")),
  project("claim.lease.person", "24h", "How long a person's claim holds without being renewed.", DURATION, duration("1m")),
  project("claim.wip.agent", null, "How many issues one agent may hold at once; no limit where nothing is set.", COUNT, count),
  project("claim.wip.project", null, "How many issues may be held at once by all together.", COUNT, count),
  project(
    "fetch.interval",
    INTERVALS["fetch.interval"],
    "How old what is known of the remote may be before a read fetches in the background.",
    DURATION,
    duration("1s"),
  ),
  project(
    "push.interval",
    INTERVALS["push.interval"],
    "How long a write that is not urgent waits for company before it is pushed.",
    DURATION,
    duration("0s"),
  ),
  project("attachment.max", "1MiB", "How large one attached file may be.", SIZE, size),
  project(
    "inbound",
    "open",
    "Whether other projects may send issues: taken at once, to be accepted first, or not at all.",
    INBOUND.join(", "),
    oneOf(INBOUND),
  ),
  project(
    "inbound.max_body",
    "256KiB",
    "How long one text may be that another project sends: an issue's, or a message's.",
    SIZE,
    size,
  ),
  project("inbound.max_files", "16MiB", "How large all files together may be that come with one sending.", SIZE, size),
  project("inbound.per_day", "200", "How many issues one other project may send in 24 hours.", COUNT, count),
  project("inbound.messages_per_day", "2000", "How many messages one other project may send in 24 hours.", COUNT, count),
  project(
    "push",
    "direct",
    "How changes reach the shared branch: pushed onto it, or proposed as a branch that a person merges.",
    PUSH_WAYS.join(", "),
    oneOf(PUSH_WAYS),
  ),
  project(
    "escalate.rise",
    USUAL_RISE,
    "How long an escalation may be unacknowledged before it rises by one level, twice at most.",
    `${DURATION}, or off`,
    (text) => (text.toLowerCase() === "off" ? "off" : duration("1m")(text)),
  ),
  project(
    "ready.low_water",
    "0",
    "Below how many ready issues work is said to run dry; 0 says nothing.",
    "a whole number",
    (text) => (/^\d{1,6}$/.test(text) ? String(Number(text)) : undefined),
  ),
  ...ROLES.map((role) =>
    project(
      `${ROLE_SETTING}${role}`,
      null,
      ROLE_WORDS[role],
      "names with commas, such as @steve,dave/vc; @human is every person",
      parseNames,
    ),
  ),
  ...ALERT_ROUTES.map((route) => alertRoute(route, null)),
  user(
    "beads.background",
    "on",
    "Whether fetches and pushes may run behind a command; off makes each write push before it returns.",
    "on or off",
    truth,
  ),
  user(
    "beads.branch",
    null,
    "The ledger's branch on the remote, where neither beads nor beads-ledger is it.",
    "a branch name",
    branch,
  ),
  user("beads.sign", "off", "Whether the ledger's commits are signed, as git signs yours.", "on or off", truth),
  user(
    "beads.guard",
    "warn",
    "What the hooks of bd setup git do when a commit or push touches what somebody else reserved.",
    GUARDS.join(", "),
    oneOf(GUARDS),
  ),
  user("beads.lookalikes", "on", "Whether create, send and claim name issues that say nearly the same.", "on or off", truth),
];

/** The setting of a name; undefined if there is none. */
export function findSetting(name: string): Setting | undefined {
  return name.startsWith(INBOUND_FROM) && name.length > INBOUND_FROM.length
    ? inboundFrom(name.slice(INBOUND_FROM.length))
    : (allSettings().find((setting) => setting.name === name) ?? levelAlerts().find((setting) => setting.name === name));
}

/** The setting that says what holds for what one project sends, by its identity. */
export function inboundFrom(identity: string): Setting {
  const description = `Whether ${identity} may send issues, whatever holds for others.`;
  return project(`${INBOUND_FROM}${identity}`, null, description, INBOUND.join(", "), oneOf(INBOUND));
}

/** Made anew for each question, which is seldom: the settings of routes that hold from a level on: `beads.alert.3.webhook`. */
export function levelAlerts(): readonly Setting[] {
  return ESCALATION_LEVELS.flatMap((level) => ALERT_ROUTES.map((route) => alertRoute(route, level)));
}

/** The setting of a name. @throws UNKNOWN_SETTING */
export function resolveSetting(name: string): Setting {
  const setting = findSetting(name);
  if (setting) return setting;
  throw new BeadsError("usage", "UNKNOWN_SETTING", `There is no setting ${JSON.stringify(name)}.`, {
    hints: [`Settings are ${[...allSettings().map((known) => known.name), `${INBOUND_FROM}<project>`].join(", ")}.`],
    fields: { setting: name },
  });
}

/** The value of a setting as it is stored. @throws INVALID_SETTING */
export function checkSetting(setting: Setting, text: string): string {
  const value = setting.parse(text.trim());
  if (value !== undefined) return value;
  throw new BeadsError("usage", "INVALID_SETTING", `${JSON.stringify(text)} is no value for ${setting.name}.`, {
    hints: [`It takes ${setting.form}.`],
    fields: { setting: setting.name, value: text },
  });
}

/** Bytes of a size such as `1MiB`, `500KB` or `4096`; undefined for anything else. */
export function parseSize(text: string): number | undefined {
  const match = /^(\d{1,9})\s*(?:([kmg])(i)?b?|b)?$/i.exec(text.trim());
  if (!match) return undefined;
  const power = match[2] === undefined ? 0 : "kmg".indexOf(match[2].toLowerCase()) + 1;
  return Number(match[1]) * (match[3] === undefined ? 1000 : 1024) ** power;
}

function project(name: string, standard: string | null, description: string, form: string, parse: Setting["parse"]): Setting {
  return { name, scope: "project", default: standard, description, form, parse };
}

function user(name: string, standard: string | null, description: string, form: string, parse: Setting["parse"]): Setting {
  return { name, scope: "user", default: standard, description, form, parse };
}

/** With a level it holds from there on. */
function alertRoute(route: AlertRoute, level: EscalationLevel | null): Setting {
  const { says, form } = ALERT_WORDS[route];
  const standard = level === null ? (route === "file" || route === "log" ? "on" : "off") : null;
  return user(alertKey(route, level), standard, level === null ? says : `From level ${level} on: ${says}`, form, (text) => text);
}

function duration(least: string): Setting["parse"] {
  return (text) => {
    const value = parseDuration(text);
    return value !== undefined && value >= (parseDuration(least) ?? 0) ? text.toLowerCase() : undefined;
  };
}

function size(text: string): string | undefined {
  const bytes = parseSize(text);
  return bytes !== undefined && bytes > 0 ? text.replace(/\s/g, "") : undefined;
}

function count(text: string): string | undefined {
  return /^[1-9]\d{0,8}$/.test(text) ? text : undefined;
}

function oneOf(words: readonly string[]): Setting["parse"] {
  return (text) => words.find((word) => word === text.toLowerCase());
}

function truth(text: string): string | undefined {
  const folded = text.toLowerCase();
  if (["on", "true", "yes", "1"].includes(folded)) return "on";
  return ["off", "false", "no", "0"].includes(folded) ? "off" : undefined;
}

/** What git allows as a branch name, and a little less. */
function branch(text: string): string | undefined {
  return /^[A-Za-z0-9_][A-Za-z0-9._/-]{0,200}$/.test(text) && !/\.\.|\/\/|\/\.|\.lock(?:\/|$)|[./]$/.test(text)
    ? text
    : undefined;
}

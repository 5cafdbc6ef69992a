import type { EscalationLevel } from "./escalation.ts";

/** What a person is told about an escalation: plain JSON, as files, commands and webhooks get it. */
export interface Alert {
  /** The operation that it comes of: each is sent once. */
  readonly op: string;
  readonly event: "raised" | "risen";
  readonly id: string;
  readonly title: string;
  readonly level: EscalationLevel;
  readonly category: string;
  /** True where it goes to the human at once, whatever its level. */
  readonly at_once: boolean;
  readonly issue: string | null;
  readonly issue_title: string | null;
  readonly by: string;
  readonly at: string;
  readonly pausing: boolean;
  /** The project's short name, and its identity. */
  readonly project: string;
  readonly identity: string;
  readonly body: string;
  /** One line that says it all. */
  readonly text: string;
}

export const ALERT_ROUTES = ["file", "log", "exec", "webhook"] as const;
export type AlertRoute = (typeof ALERT_ROUTES)[number];

/** What holds where nothing is set: a line on standard error and one in the user's file of alerts. */
const USUAL: Readonly<Record<AlertRoute, string>> = { file: "on", log: "on", exec: "off", webhook: "off" };

const OFF: ReadonlySet<string> = new Set(["off", "false", "no", "0", ""]);

/** The key of a route in git's configuration; with a level it holds from that level on. */
export function alertKey(route: AlertRoute, level: EscalationLevel | null): string {
  return level === null ? `beads.alert.${route}` : `beads.alert.${level}.${route}`;
}

/**
 * Where an alert goes: each route with its value. What is set for a level holds from there on, the nearest one wins, and `off` ends it. What goes to
 * the human at once goes as far as level 4 does.
 */
export function routesOf(
  { level, at_once }: Pick<Alert, "level" | "at_once">,
  read: (key: string) => string | undefined,
): readonly { readonly route: AlertRoute; readonly value: string }[] {
  return ALERT_ROUTES.flatMap((route) => {
    const value = settingOf(route, at_once ? 4 : level, read).trim();
    return OFF.has(value.toLowerCase()) ? [] : [{ route, value }];
  });
}

function settingOf(route: AlertRoute, level: number, read: (key: string) => string | undefined): string {
  for (let from = level; from >= 1; from--) {
    const value = read(alertKey(route, from as EscalationLevel));
    if (value !== undefined) return value;
  }
  return read(alertKey(route, null)) ?? USUAL[route];
}

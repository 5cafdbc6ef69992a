import { type AlertRoute, routesOf } from "../../domain/alert.ts";
import type { GitConfig, Location } from "../../git/repository.ts";
import { tryLock } from "../../store/lock.ts";
import { type AlertSite, bring } from "./routes.ts";
import { dropSpooled, listSpooled, readSpooled, type Sending, type Spooled, spoolLock, writeSpooled } from "./spool.ts";

/** Those that end at once, and those that a command had better not wait for. */
const QUICK: readonly AlertRoute[] = ["file", "log"];

/** So often a route is tried, and the pauses in between grow fourfold: 1 s, 4 s, 16 s, 64 s. */
export const TRIES = 5;
const FIRST_PAUSE = 1_000;

/** How long what could not be sent is remembered, in milliseconds, so that `bd status` can say it. */
const REMEMBERED = 7 * 86_400_000;

const FRESH: Sending = { tries: 0, state: "waits", why: null, next: 0 };

/** Where a pass sends from. */
export interface PassSite extends AlertSite {
  readonly place: Pick<Location, "commonDir">;
  readonly config: GitConfig;
}

/** Which routes a pass serves; `log` waits for a process that somebody listens to. */
export type PassScope = "quick" | "all";

/** One pass over what is due. Answers when the next try is due, milliseconds since 1970; null where nothing waits for this kind of process. */
export async function passAlerts(site: PassSite, scope: PassScope): Promise<number | null> {
  let next: number | null = null;
  for (const { alert, landed } of listSpooled(site.place)) {
    if (landed) next = earlier(next, await underLock(site, scope, alert.op));
  }
  return next;
}

/** Two processes never send the same alert at once. */
async function underLock(site: PassSite, scope: PassScope, op: string): Promise<number | null> {
  const lock = tryLock(spoolLock(site.place, op));
  if (lock === undefined) return null;
  try {
    const entry = readSpooled(site.place, op);
    return entry === undefined ? null : await passOne(site, entry, scope);
  } finally {
    lock.release();
  }
}

async function passOne(site: PassSite, entry: Spooled, scope: PassScope): Promise<number | null> {
  const routes = routesOf(entry.alert, (key) => site.config.get(key));
  let now: Spooled = entry;
  for (const each of routes) {
    const before = now.routes[each.route] ?? FRESH;
    if (before.state !== "waits" || before.next > site.host.now() || !serves(site, scope, each.route)) continue;
    const refusal = await bring(site, each, entry.alert);
    now = { ...now, routes: { ...now.routes, [each.route]: after(before, refusal, site.host.now()) } };
    // Before the next route: whoever dies now sends this one no second time.
    writeSpooled(site.place, now);
  }
  return settle(site, now, routes);
}

function serves({ say }: PassSite, scope: PassScope, route: AlertRoute): boolean {
  if (route === "log" && say === null) return false;
  return scope === "all" || QUICK.includes(route);
}

function after({ tries }: Sending, refusal: { why: string; final: boolean } | null, now: number): Sending {
  if (refusal === null) return { tries: tries + 1, state: "sent", why: null, next: 0 };
  const isOver = refusal.final || tries + 1 >= TRIES;
  return { tries: tries + 1, state: isOver ? "failed" : "waits", why: refusal.why, next: now + FIRST_PAUSE * 4 ** tries };
}

/** What is done with is dropped; what failed is remembered for a while. */
function settle(
  { place, host, say }: PassSite,
  entry: Spooled,
  routes: readonly { readonly route: AlertRoute }[],
): number | null {
  const sendings = routes.map(({ route }) => entry.routes[route] ?? FRESH);
  if (sendings.some(({ state }) => state === "waits")) {
    const mine = routes.filter(({ route }) => route !== "log" || say !== null).map(({ route }) => entry.routes[route] ?? FRESH);
    const waiting = mine.filter(({ state }) => state === "waits").map(({ next }) => next);
    return waiting.length === 0 ? null : Math.min(...waiting);
  }
  const isOld = host.now() - entry.since > REMEMBERED;
  if (isOld || sendings.every(({ state }) => state === "sent")) dropSpooled(place, entry.alert.op);
  return null;
}

function earlier(a: number | null, b: number | null): number | null {
  return a === null ? b : b === null ? a : Math.min(a, b);
}

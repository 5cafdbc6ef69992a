import type { Alert, AlertRoute } from "../../domain/alert.ts";
import type { AlertFailure, AlertSink } from "../../services/alert.ts";
import { type PassSite, passAlerts } from "./pass.ts";
import { dropSpooled, hasSpooled, listSpooled, readSpooled, type Spooled, writeSpooled } from "./spool.ts";

/** What the sink of a clone is made of. `behind` starts a detached process that sends; null where nothing may run behind a command. */
export interface SinkSite extends PassSite {
  readonly behind: (() => void) | null;
}

/**
 * Takes alerts down on disk, says what can be said at once, and leaves commands and webhooks to a detached process; where there is none they are
 * tried once, bounded in time, and what failed is tried again behind a later command.
 */
export function alertSink(site: () => Promise<SinkSite>): AlertSink {
  return {
    expect: async (alert) => {
      const { place, host } = await site();
      if (readSpooled(place, alert.op) !== undefined) return true;
      writeSpooled(place, { alert, landed: false, since: host.now(), routes: {} });
      return false;
    },
    forget: async (op) => dropSpooled((await site()).place, op),
    hand: async (alert, landed) => {
      const opened = await site();
      writeSpooled(opened.place, { alert, landed, since: opened.host.now(), routes: {} });
      if (landed) await send(opened);
    },
    resume: async (isLanded) => {
      const opened = await site();
      if (!hasSpooled(opened.place)) return;
      await settleWaiting(opened, isLanded);
      await send(opened);
    },
    failures: async () => listSpooled((await site()).place).flatMap(failuresOf),
  };
}

function failuresOf({ alert, routes }: Spooled): readonly AlertFailure[] {
  return Object.entries(routes).flatMap(([route, { state, tries, why }]) =>
    state === "failed" ? [{ escalation: alert.id, title: alert.title, route: route as AlertRoute, tries, why: why ?? "" }] : [],
  );
}

async function send(site: SinkSite): Promise<void> {
  const next = await passAlerts(site, site.behind === null ? "all" : "quick");
  if (next !== null && next <= site.host.now()) site.behind?.();
}

async function settleWaiting({ place }: SinkSite, isLanded: (alert: Alert) => Promise<boolean | null>): Promise<void> {
  for (const entry of listSpooled(place).filter(({ landed }) => !landed)) {
    const landed = await isLanded(entry.alert);
    if (landed === null) dropSpooled(place, entry.alert.op);
    else if (landed) writeSpooled(place, { ...entry, landed });
  }
}

import { oneLine } from "../domain/strip.ts";
import type { SyncResult } from "../services/sync.ts";

import { countOf } from "./count.ts";
import { deliveryJson, renderDeliveries } from "./outbox.ts";
import { renderProposed } from "./proposed.ts";
import type { Style } from "./style.ts";

export function syncJson({ report, proposed, lost, acknowledged, outbox, mirrors, externals, linked }: SyncResult) {
  const { remote, fetched, pushed, reach, why, hint } = report;
  const own = { remote, fetched, pushed, reach, why, hint, proposed, lost, acknowledged };
  return { ...own, outbox: outbox.map(deliveryJson), mirrors, externals, linked };
}

/** What came, what went, and what could not be kept. */
export function renderSync({ report, proposed, ...result }: SyncResult, _style: Style): string[] {
  const { remote, fetched, pushed } = report;
  const { lost, acknowledged, outbox, mirrors, externals } = result;
  const first =
    remote === null
      ? "No remote is configured: everything is here."
      : `${remote}: fetched ${countOf(fetched, "commit")}, pushed ${countOf(pushed, "change")}.`;
  const bad = lost.map(({ kind, subject, message, code }) => `  ${kind}: ${oneLine(subject)} (${code}: ${oneLine(message)})`);
  const heading = lost.length === 0 ? [] : [`${countOf(lost.length, "change")} could not be kept:`];
  const hint = lost.length === 0 ? [] : [acknowledged ? "Taken off the list." : "bd sync --acknowledge takes them off the list."];
  const unpushed = proposed !== null ? renderProposed(proposed) : unpushedLines(report);
  return [
    first,
    ...linkedLines(result.linked),
    ...unpushed,
    ...heading,
    ...bad,
    ...hint,
    ...elsewhereLines({ outbox, mirrors, externals }),
  ];
}

function linkedLines(linked: SyncResult["linked"]): string[] {
  return linked.map(({ id, commit, subject, closed, why }) => {
    const by = `${commit.slice(0, 10)} (${oneLine(subject)})`;
    return closed
      ? `Closed ${oneLine(id)} by commit ${by}.`
      : `Commit ${by} does not close ${oneLine(id)}: ${oneLine(why ?? "")}`;
  });
}

function unpushedLines({ why, hint }: SyncResult["report"]): string[] {
  if (why === null) return [];
  return [`Not everything was pushed: ${oneLine(why)}`, ...(hint === null ? [] : [hint])];
}

/** What went to other projects, and what came from them. */
function elsewhereLines({ outbox, mirrors, externals }: Pick<SyncResult, "outbox" | "mirrors" | "externals">): string[] {
  const news = mirrors.filter(({ fetched, why }) => fetched > 0 || why !== null);
  return [
    ...(outbox.length === 0 ? [] : ["To other projects:", ...renderDeliveries(outbox).map((line) => `  ${line}`)]),
    ...news.map(({ project, fetched, why }) =>
      why === null ? `${oneLine(project)}: fetched ${countOf(fetched, "commit")}.` : `${oneLine(project)}: ${oneLine(why)}`,
    ),
    ...Object.entries(externals.trouble).map(
      ([project, why]) => `${oneLine(project)}, which issues here wait for, could not be asked: ${oneLine(why)}`,
    ),
  ];
}

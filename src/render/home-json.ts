import { toStamp } from "../domain/time.ts";
import type { Home } from "../services/home.ts";
import { escalationJson } from "./escalation.ts";
import type { HomePage } from "./home.ts";
import { nothingStep } from "./nothing-ready.ts";
import { rowJson } from "./row.ts";

/** The same for programs: every field always; `without` says why there is no project, `next` is what to type. */
export function homeJson({ version, home, without }: HomePage) {
  return {
    version,
    without,
    project: home?.project ?? null,
    name: home?.name ?? null,
    kind: home?.kind ?? null,
    escalations: (home?.escalations ?? []).map(escalationJson),
    questions: (home?.questions ?? []).map(questionJson),
    mail: home?.mail ?? { urgent: 0, waiting: 0, unread: 0, more: false },
    lost: home?.lost ?? [],
    held: (home?.held ?? []).map(rowJson),
    ready: (home?.ready ?? []).map(rowJson),
    as_of: home?.as_of == null ? null : toStamp(home.as_of),
    next: nextOf(home),
  };
}

function questionJson({ id, title, decision }: Home["questions"][number]) {
  const { approver, deadline, options, gates, created, by } = decision;
  return { id, title, approver, deadline, options, gates, created, by };
}

function nextOf(home: Home | undefined): string | null {
  if (home === undefined) return "bd init";
  const [held] = home.held;
  if (held !== undefined) return `bd resume ${held.issue.id}`;
  const [first] = home.ready;
  if (home.why_nothing === "nothing-open") return null;
  if (home.why_nothing !== null) return nothingStep(home.why_nothing)[0];
  if (first === undefined) return null;
  return home.escalations.some(({ pausing }) => pausing) ? "bd escalate list" : `bd claim ${first.issue.id}`;
}

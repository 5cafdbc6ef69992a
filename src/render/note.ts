import type { Note } from "../domain/note.ts";
import { oneLine, stripControls } from "../domain/strip.ts";
import type { RememberResult } from "../services/remember.ts";
import { minuteOf } from "./age.ts";
import { landingJson, reachSuffix } from "./landing.ts";
import { dim, type Style } from "./style.ts";

export function noteJson({ id, key, scope, agent, labels, source, forgotten, at, by, body }: Note) {
  return { id, key, scope, agent, labels, source, forgotten, at, by, body };
}

/** The note with what it took the place of. */
export function rememberJson({ note, was, landing }: RememberResult) {
  return { ...noteJson(note), replaced: was, ...landingJson(landing), op: landing.op ?? note.op };
}

export function renderRemembered({ note, was, landing }: RememberResult): string[] {
  const id = oneLine(note.id);
  if (!landing.changed) return [`Remembered already under ${id}.`];
  const isDry = landing.why === "dry run";
  const verb = isDry ? "Would remember" : "Remembered";
  const suffix = isDry ? "" : reachSuffix(landing);
  if (was === null) return [`${verb} under ${id}${suffix}`];
  return [`${verb} under ${id}, in place of: ${oneLine(was)}${suffix}`];
}

export function renderForgotten({ note, landing }: RememberResult): string[] {
  const id = oneLine(note.id);
  if (!landing.changed) return [`${id} is forgotten already.`];
  return landing.why === "dry run"
    ? [`Would forget ${id}.`]
    : [`Forgot ${id}; the ledger's history keeps it${reachSuffix(landing)}`];
}

/** Each note with its key, whose it is and since when. */
export function renderNotes(notes: readonly Note[], style: Style): string[] {
  return notes.flatMap(({ id, body, labels, by, at, forgotten }) => {
    const tags = labels.length === 0 ? "" : `  ${labels.map(oneLine).join(", ")}`;
    const head = `${oneLine(id)}${forgotten ? "  (forgotten)" : ""}${tags}`;
    const text = stripControls(body)
      .split("\n")
      .map((line) => `  ${line}`);
    return [`${head}  ${dim(style, `${oneLine(by)} ${minuteOf(at)}`)}`, ...text];
  });
}

import { parseTemplate, type Template } from "./template.ts";

/** A template with what no wording may leave out: who is told, what to stop, and what is data. At its end where it does not say it itself, the first two before all. */
export function withNeeded(text: string, needed: readonly string[]): Template {
  const template = parseTemplate(text);
  const left = needed.filter((name) => !template.names.has(name));
  const before = left.filter((name) => FIRST.has(name));
  const after = left.filter((name) => !FIRST.has(name));
  const paragraph = (name: string) => ({ lines: [...(HEADINGS.get(name) ?? []), `{{${name}}}`], names: [name] });
  return {
    paragraphs: [...before.map(paragraph), ...template.paragraphs, ...after.map(paragraph)],
    names: new Set([...template.names, ...left]),
  };
}

const HEADINGS: ReadonlyMap<string, readonly string[]> = new Map([
  ["stop", ["## Stop"]],
  ["pause", ["## Paused: nobody may claim"]],
]);
const FIRST: ReadonlySet<string> = new Set(["who", "stop", "pause"]);

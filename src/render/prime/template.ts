/** Lines that belong together: they are left out where everything that they name is empty. */
interface Paragraph {
  readonly lines: readonly string[];
  readonly names: readonly string[];
}

/** A text with slots, `{{claims}}`, and nothing that is executed. */
export interface Template {
  readonly paragraphs: readonly Paragraph[];
  /** Every slot that it names. */
  readonly names: ReadonlySet<string>;
}

const SLOT = /\{\{\s*([a-z_]+)\s*\}\}/g;

/** Reads a template: paragraphs stand apart by blank lines. */
export function parseTemplate(text: string): Template {
  const parts = text
    .replace(/\r\n?/g, "\n")
    .split(/\n[ \t]*\n+/)
    .map((part) => part.replace(/^\n+|\n+$/g, ""))
    .filter((part) => part.trim() !== "");
  const paragraphs = parts.map((part) => ({ lines: part.split("\n"), names: namesIn(part) }));
  return { paragraphs, names: new Set(paragraphs.flatMap(({ names }) => names)) };
}

/** The text with each slot's lines in its place. A line whose only slot is empty goes, and so does a paragraph in which all are. */
export function fillTemplate({ paragraphs }: Template, linesFor: (name: string) => readonly string[]): string[] {
  const filled = paragraphs.flatMap(({ lines, names }) => {
    if (names.length > 0 && names.every((name) => linesFor(name).length === 0)) return [];
    return [lines.flatMap((line) => fillLine(line, linesFor))];
  });
  return filled.flatMap((lines, at) => (at === 0 ? lines : ["", ...lines]));
}

function fillLine(line: string, linesFor: (name: string) => readonly string[]): readonly string[] {
  const [name, ...others] = namesIn(line);
  if (name === undefined) return [line];
  if (others.length === 0 && line.replace(SLOT, "").trim() === "") return linesFor(name);
  // A function: a `$&` in a bead's text is text.
  return [line.replace(SLOT, (_, each: string) => linesFor(each).join(" "))];
}

function namesIn(text: string): string[] {
  return [...text.matchAll(SLOT)].map((match) => match[1] ?? "");
}

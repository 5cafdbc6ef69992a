import type { Yaml } from "../../domain/yaml.ts";

const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;

/** Markdown as bodies hold it: LF, no control characters but tab, no blank lines around. */
export function tidyText(text: string): string {
  return text
    .replace(/\r\n?/g, "\n")
    .replace(CONTROL, "")
    .toWellFormed()
    .replace(/^(?:[ \t]*\n)+/, "")
    .trimEnd();
}

/** One line: white space of any kind becomes one space. */
export function tidyLine(text: string): string {
  return text.replace(/\s+/g, " ").replace(CONTROL, "").toWellFormed().trim();
}

/** A JSON value as frontmatter can hold it; undefined for what cannot be told from nothing. */
export function tidyValue(value: unknown): Yaml | undefined {
  if (value === undefined || value === null || value === "") return undefined;
  if (typeof value === "string") return value.includes("\n") ? tidyText(value) : tidyLine(value);
  if (typeof value === "number") return Number.isFinite(value) ? value : String(value);
  if (typeof value === "boolean") return value;
  if (Array.isArray(value)) return unlessEmpty(value.map(tidyValue).filter((entry) => entry !== undefined));
  const entries = Object.entries(value as object).map(([key, entry]) => [tidyLine(key), tidyValue(entry)] as const);
  const kept = entries.filter(([key, entry]) => key !== "" && key !== "__proto__" && entry !== undefined);
  return kept.length === 0 ? undefined : (Object.fromEntries(kept) as Yaml);
}

function unlessEmpty(list: Yaml[]): Yaml | undefined {
  return list.length === 0 ? undefined : list;
}

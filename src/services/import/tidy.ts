import { oneLine, stripControls } from "../../domain/strip.ts";
import type { Yaml } from "../../domain/yaml.ts";

/** Markdown as bodies hold it: LF, nothing that commands a terminal, no blank lines around. */
export function tidyText(text: string): string {
  return stripControls(text)
    .replace(/^(?:[ \t]*\n)+/, "")
    .trimEnd();
}

/** A JSON value as frontmatter can hold it; undefined for what cannot be told from nothing. */
export function tidyValue(value: unknown): Yaml | undefined {
  if (value === undefined || value === null || value === "") return undefined;
  if (typeof value === "string") return value.includes("\n") ? tidyText(value) : oneLine(value);
  if (typeof value === "number") return Number.isFinite(value) ? value : String(value);
  if (typeof value === "boolean") return value;
  if (Array.isArray(value)) return unlessEmpty(value.map(tidyValue).filter((entry) => entry !== undefined));
  const entries = Object.entries(value as object).map(([key, entry]) => [oneLine(key), tidyValue(entry)] as const);
  const kept = entries.filter(([key, entry]) => key !== "" && key !== "__proto__" && entry !== undefined);
  return kept.length === 0 ? undefined : (Object.fromEntries(kept) as Yaml);
}

function unlessEmpty(list: Yaml[]): Yaml | undefined {
  return list.length === 0 ? undefined : list;
}

import type { Line, Span, Tone } from "./line.ts";

/** How tones look on a terminal. */
export interface Palette {
  readonly color: boolean;
  /** True on a bright background: yellow and bright letters cannot be read there. */
  readonly light: boolean;
}

const DARK: Readonly<Record<Tone, string>> = {
  plain: "",
  strong: "1",
  quiet: "2",
  accent: "36",
  good: "32",
  warn: "33",
  bad: "31;1",
};

const LIGHT: Readonly<Record<Tone, string>> = { ...DARK, quiet: "38;5;242", accent: "34", warn: "35" };

/** Without colour what stands out still does: strong, quiet and reversed are no colours. */
const PLAIN: Readonly<Record<Tone, string>> = { ...DARK, quiet: "", accent: "", good: "", warn: "", bad: "1" };

/** A line as the terminal gets it. */
export function paintLine(spans: Line, palette: Palette): string {
  const codes = palette.color ? (palette.light ? LIGHT : DARK) : PLAIN;
  return spans.map((piece) => paintSpan(piece, codes)).join("");
}

function paintSpan({ text, tone = "plain", marked }: Span, codes: Readonly<Record<Tone, string>>): string {
  const code = [marked === true ? "7" : "", codes[tone]].filter((part) => part !== "").join(";");
  return code === "" || text === "" ? text : `\u001b[${code}m${text}\u001b[0m`;
}

/** True where the terminal says that its background is bright (`COLORFGBG`), or the user does (`BD_THEME=light`). */
export function isLight(env: Readonly<Record<string, string | undefined>>): boolean {
  if (env["BD_THEME"] !== undefined) return env["BD_THEME"] === "light";
  const background = Number(env["COLORFGBG"]?.split(";").at(-1));
  return background === 7 || background === 15;
}

import type { Yaml } from "../domain/yaml.ts";

/** First characters with which a plain scalar may start: no YAML indicator, no digit, sign or dot. */
const FIRST = /^[A-Za-z_/($^;\\\u00a1-\ud7ff\ue000-\ufefe\uff00-\ufffd]|^[\ud800-\udbff][\udc00-\udfff]/;
/** First characters of numbers and times: plain only where it is none in any version of YAML. */
const NUMERIC_FIRST = /^[0-9.+]/;
const NUMERIC = /^[0-9_.:eE+-]*$|^[+]?0[boxBOX]|^\d{4}-\d/;
/** What must be quoted wherever it stands: controls, line breaks of every kind, byte-order marks, what is no character at all. */
const UNSAFE =
  /[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;
const UNSAFE_ALL = new RegExp(UNSAFE.source, "g");
/** Words that YAML 1.1 or 1.2 reads as something else than text; `e0` is a number to some readers. */
const WORD = /^(?:y|yes|n|no|on|off|true|false|null|[.+]*(?:inf|nan)|e[-+]?\d+)$/i;
/** Short ordinary texts, seen at one glance. */
const CORE = /^[A-Za-z_/](?:[ .@,()-]?[A-Za-z0-9_/])*$/;
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:e[+-]\d+)?$|^-?\.inf$|^\.nan$/;

/** True if a text may stand unquoted: YAML 1.1 and YAML 1.2 readers both give back exactly this text. */
export function isPlain(text: string): boolean {
  if (WORD.test(text)) return false;
  if (text.length < 40 && CORE.test(text)) return true;
  if (!FIRST.test(text) && !(NUMERIC_FIRST.test(text) && !NUMERIC.test(text))) return false;
  if (text.includes(": ") || text.includes(" #") || text.endsWith(":")) return false;
  return text === text.trim() && !UNSAFE.test(text);
}

/** A text as a scalar: plain where that is unambiguous, else double-quoted on one line with JSON's escapes. */
export function serializeText(text: string): string {
  return isPlain(text) ? text : quote(text);
}

/** A value that is no list and no map, as a scalar. */
export function serializeScalar(value: string | number | boolean | null): string {
  if (typeof value === "string") return serializeText(value);
  return typeof value === "number" ? serializeNumber(value) : String(value);
}

/** What a scalar in exactly the form that `serializeScalar` gives stands for; undefined for every other form. */
export function parseScalar(text: string): Exclude<Yaml, object> | undefined {
  const first = text.charCodeAt(0);
  if (first === 0x22) return parseQuoted(text);
  if (isPlain(text)) return text;
  if (text === "true") return true;
  if (text === "false") return false;
  if (text === "null") return null;
  return NUMBER.test(text) ? parseNumber(text) : undefined;
}

function quote(text: string): string {
  return JSON.stringify(text).replace(UNSAFE_ALL, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

function parseQuoted(text: string): string | undefined {
  if (text.indexOf("\\") < 0) {
    const inner = text.slice(1, -1);
    return text.length > 1 && text.endsWith('"') && !inner.includes('"') && !UNSAFE.test(inner) ? inner : undefined;
  }
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "string" && quote(value) === text ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Exponents get a fraction, since YAML 1.1 reads `1e+21` as text. */
function serializeNumber(value: number): string {
  if (Number.isNaN(value)) return ".nan";
  if (!Number.isFinite(value)) return value > 0 ? ".inf" : "-.inf";
  if (Object.is(value, -0)) return "-0";
  return String(value).replace(/^(-?\d+)e/, "$1.0e");
}

function parseNumber(text: string): number | undefined {
  const value =
    text === ".nan" ? Number.NaN : text.endsWith(".inf") ? (text === ".inf" ? 1 : -1) * Number.POSITIVE_INFINITY : Number(text);
  return serializeNumber(value) === text ? value : undefined;
}

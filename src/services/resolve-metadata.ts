import { BeadsError } from "../errors.ts";

const KEY = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,63}$/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f]/;

/** Metadata as `key=value` pairs; what stands behind the first `=` is kept as text. @throws BAD_METADATA */
export function resolveMetadata(pairs: readonly string[]): Record<string, string> {
  const found: Record<string, string> = {};
  for (const pair of pairs) {
    const at = pair.indexOf("=");
    if (at === -1) throw refused(`${JSON.stringify(pair)} is not of the form key=value.`, pair);
    found[checkMetadataKey(pair.slice(0, at))] = checkValue(pair.slice(at + 1));
  }
  return found;
}

/** The key, if metadata can have it. @throws BAD_METADATA */
export function checkMetadataKey(key: string): string {
  if (KEY.test(key) && key !== "__proto__") return key;
  throw refused(`${JSON.stringify(key)} cannot be a metadata key.`, key);
}

function checkValue(value: string): string {
  if (CONTROL.test(value)) throw refused("A metadata value holds control characters.", value);
  return value;
}

function refused(message: string, value: string): BeadsError {
  return new BeadsError("usage", "BAD_METADATA", message, {
    hints: ["A key has letters, digits, _, - and dots: --metadata team=parser."],
    fields: { value },
  });
}

import { BeadsError } from "../errors.ts";

const KEY = /^[A-Za-z0-9_][A-Za-z0-9_.:/-]{0,99}$/;

/** `key=value` as it is typed. The value is text as it stands; an empty one is kept. @throws INVALID_METADATA */
export function parseMetadata(text: string): { readonly key: string; readonly value: string } {
  const equals = text.indexOf("=");
  const key = text.slice(0, Math.max(equals, 0)).trim();
  if (equals > 0 && KEY.test(key)) return { key, value: text.slice(equals + 1).toWellFormed() };
  throw new BeadsError("usage", "INVALID_METADATA", `${JSON.stringify(text)} is not metadata.`, {
    hints: ["Metadata is given as key=value; a key has letters, digits and any of _ . : / -"],
    fields: { metadata: text },
  });
}

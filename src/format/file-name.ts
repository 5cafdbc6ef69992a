const PLAIN_NAME = /^[a-z0-9_-][a-z0-9._-]*$/;
const WINDOWS_DEVICE = /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)/i;
const SAFE_LOWER = /[a-z0-9._-]/;
const SAFE = /[A-Za-z0-9._-]/;

/**
 * A text as a directory name that is safe on every file system: bytes outside `[a-z0-9._-]` are percent-encoded (capitals too, since some
 * file systems fold case), and so is what would make a hidden name, a name with a trailing dot, or one of Windows' devices.
 */
export function encodeName(text: string): string {
  if (PLAIN_NAME.test(text) && !text.endsWith(".") && !WINDOWS_DEVICE.test(text)) return text;
  return escapeName(text, SAFE_LOWER);
}

/** The same for the name of an attached file, where capitals stay readable. */
export function encodeFileName(text: string): string {
  return escapeName(text, SAFE);
}

/** What `encodeName` was given; undefined for a name that it never gives. */
export function decodeName(name: string): string | undefined {
  if (PLAIN_NAME.test(name) && !name.endsWith(".") && !WINDOWS_DEVICE.test(name)) return name;
  return unescapeName(name, encodeName);
}

/** What `encodeFileName` was given; undefined for a name that it never gives. */
export function decodeFileName(name: string): string | undefined {
  return unescapeName(name, encodeFileName);
}

function escapeName(text: string, safe: RegExp): string {
  const characters = Array.from(text);
  const last = characters.length - 1;
  const device = WINDOWS_DEVICE.test(text);
  return characters
    .map((character, i) => {
      const edge = character === "." && (i === 0 || i === last);
      return safe.test(character) && !edge && !(device && i === 0) ? character : percent(character);
    })
    .join("");
}

function percent(character: string): string {
  let out = "";
  for (const byte of new TextEncoder().encode(character)) out += `%${byte.toString(16).padStart(2, "0")}`;
  return out;
}

function unescapeName(name: string, encode: (text: string) => string): string | undefined {
  if (name === "") return undefined;
  try {
    const text = decodeURIComponent(name);
    return encode(text) === name ? text : undefined;
  } catch {
    return undefined;
  }
}

import { BeadsError } from "../errors.ts";

const MAX_BYTES = 1024 * 1024;
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;

/**
 * A body as it is stored: LF only, no blank lines at its end, at most 1 MiB, no control characters but tab and line feed.
 * @throws BODY_TOO_LONG, INVALID_BODY
 */
export function checkBody(text: string): string {
  const body = text
    .replace(/^\ufeff/, "")
    .replace(/\r\n?/g, "\n")
    .trimEnd()
    .toWellFormed();
  const bytes = byteLength(body);
  if (bytes > MAX_BYTES) {
    throw new BeadsError("usage", "BODY_TOO_LONG", `A body has at most ${MAX_BYTES} bytes, and this one has ${bytes}.`, {
      hints: ["Attach a long log as a file, and say in the body what to look for."],
      fields: { bytes },
    });
  }
  const match = FORBIDDEN.exec(body);
  if (match) {
    const line = body.slice(0, match.index).split("\n").length;
    throw new BeadsError("usage", "INVALID_BODY", `The body holds a control character in line ${line}.`, { fields: { line } });
  }
  return body;
}

/** Bytes of a text in UTF-8; exact only once it is too long to matter, or short enough to count. */
function byteLength(text: string): number {
  return text.length > MAX_BYTES ? text.length : new TextEncoder().encode(text).length;
}

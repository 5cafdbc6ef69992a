import { smallInflate } from "./small-inflate.ts";
import { unstore } from "./stored.ts";

/** Up to so many bytes are unpacked by hand, and so many in one process. */
const SMALL = 4096;
let patience = 16_384;

/**
 * Unpacks a zlib stream; what stands behind its end is passed over. zlib itself is loaded only for what is large, or much: that costs a
 * tenth of Node's whole start. @throws Error for a stream that is damaged
 */
export function inflate(stream: Buffer): Buffer {
  const stored = unstore(stream);
  if (stored !== undefined) return stored;
  if (stream.length > SMALL || patience < 0) return process.getBuiltinModule("node:zlib").inflateSync(stream);
  patience -= stream.length;
  return smallInflate(stream);
}

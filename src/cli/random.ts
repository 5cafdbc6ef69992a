import { closeSync, openSync, readSync } from "node:fs";

/**
 * Random bytes of the system. Read from its device where there is one: the first use of `crypto` in a process loads 8 to
 * 9 ms of code, which every write would pay.
 */
export function randomBytes(count: number): Uint8Array {
  return fromDevice(count) ?? globalThis.crypto.getRandomValues(new Uint8Array(count));
}

function fromDevice(count: number): Uint8Array | undefined {
  if (process.platform === "win32") return undefined;
  let device: number;
  try {
    device = openSync("/dev/urandom", "r");
  } catch {
    return undefined;
  }
  try {
    const bytes = new Uint8Array(count);
    return readSync(device, bytes, 0, count, null) === count ? bytes : undefined;
  } catch {
    return undefined;
  } finally {
    closeSync(device);
  }
}

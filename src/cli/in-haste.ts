import type { Host } from "./host.ts";

/** The world of a command that has to answer within so many milliseconds: git is not waited for any longer than that. */
export function inHaste(host: Host, milliseconds: number): Host {
  return Object.create(host, { env: { value: { ...host.env, BD_PATIENCE: String(milliseconds) }, enumerable: true } }) as Host;
}

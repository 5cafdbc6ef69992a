import { COMMANDS } from "../commands/index.ts";
import type { Host } from "./cli/host.ts";
import { route } from "./cli/router.ts";

/** Runs one command in a world and answers its exit status. Everything that the program says goes through the Host. */
export function main(argv: readonly string[], host: Host): Promise<number> {
  return route(argv, host, {
    table: COMMANDS,
    loadHome: () => import("../commands/home.ts").then((m) => m.Home),
    loadOverview: () => import("../commands/overview.ts").then((m) => m.overview),
  });
}

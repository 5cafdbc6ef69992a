import { EVERYDAY } from "../commands/everyday.ts";
import type { Host } from "./cli/host.ts";
import { route } from "./cli/router.ts";

/** Runs one command in a world and answers its exit status. Everything that the program says goes through the Host. */
export function main(argv: readonly string[], host: Host): Promise<number> {
  return route(argv, host, {
    everyday: EVERYDAY,
    loadTable: () => import("../commands/index.ts").then((m) => m.COMMANDS),
    loadHome: () => import("../commands/home.ts").then((m) => m.Home),
    loadOverview: () => import("../commands/overview.ts").then((m) => m.overview),
  });
}

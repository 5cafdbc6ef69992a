import type { Entry } from "../src/cli/table.ts";

/**
 * What you can say. Keys are what is typed, topics with a space (`dep add`); every verb is one line, loaded only when it
 * is called. Plain `bd` shows them by group.
 */
export const COMMANDS: Record<string, Entry> = {
  background: { load: () => import("./background.ts").then((m) => m.Background), group: "hidden" },
  help: { load: () => import("./help.ts").then((m) => m.Help), group: "administration" },
};

import type { Screen } from "./screen.ts";
import { agentsScreen } from "./screens/agents.ts";
import { boardScreen } from "./screens/board.ts";
import { decisionsScreen } from "./screens/decisions.ts";
import { feedScreen } from "./screens/feed.ts";
import { graphScreen } from "./screens/graph.ts";
import { inboxScreen } from "./screens/inbox.ts";
import { listScreen } from "./screens/list.ts";
import { needsYouScreen } from "./screens/needs-you.ts";
import { treeScreen } from "./screens/tree.ts";

/** Every screen, in the order of the number keys. */
export const SCREENS: readonly Screen[] = [
  ...[needsYouScreen, boardScreen, listScreen, treeScreen, graphScreen],
  ...[inboxScreen, agentsScreen, feedScreen, decisionsScreen],
];

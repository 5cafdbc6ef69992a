import type { Screen } from "./screen.ts";
import { boardScreen } from "./screens/board.ts";
import { listScreen } from "./screens/list.ts";
import { needsYouScreen } from "./screens/needs-you.ts";

/** Every screen, in the order of the number keys. */
export const SCREENS: readonly Screen[] = [needsYouScreen, boardScreen, listScreen];

import type { Measure } from "../measure.ts";
import { afterFetch } from "./after-fetch.ts";
import { claim } from "./claim.ts";
import { clones } from "./clones.ts";
import { collections } from "./collections.ts";
import { firstCommand } from "./first-command.ts";
import { growth } from "./growth.ts";
import { inbox } from "./inbox.ts";
import { installed } from "./installed.ts";
import { later } from "./later.ts";
import { mcp } from "./mcp.ts";
import { memory } from "./memory.ts";
import { prime } from "./prime.ts";
import { ready } from "./ready.ts";
import { reserveCheck } from "./reserve-check.ts";
import { send } from "./send.ts";
import { show } from "./show.ts";
import { start } from "./start.ts";
import { ui } from "./ui.ts";
import { worktrees } from "./worktrees.ts";
import { write } from "./write.ts";

/** All measures, in the order of the table. */
export const MEASURES: readonly Measure[] = [
  start,
  ready,
  show,
  reserveCheck,
  inbox,
  collections,
  prime,
  write,
  send,
  claim,
  firstCommand,
  afterFetch,
  clones,
  worktrees,
  mcp,
  memory,
  ui,
  growth,
  installed,
  later,
];

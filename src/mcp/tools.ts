import type { Tool } from "./tool.ts";
import { checkpointTool } from "./tools/checkpoint.ts";
import { claimTool } from "./tools/claim.ts";
import { closeTool } from "./tools/close.ts";
import { createTool } from "./tools/create.ts";
import { decideTool } from "./tools/decide.ts";
import { feedTool } from "./tools/feed.ts";
import { handoffTool } from "./tools/handoff.ts";
import { inboxTool } from "./tools/inbox.ts";
import { primeTool } from "./tools/prime.ts";
import { readyTool } from "./tools/ready.ts";
import { replyTool } from "./tools/reply.ts";
import { reserveTool } from "./tools/reserve.ts";
import { searchTool } from "./tools/search.ts";
import { sendTool } from "./tools/send.ts";
import { showTool } from "./tools/show.ts";
import { updateTool } from "./tools/update.ts";
import { waitTool } from "./tools/wait.ts";

/** Every tool, in the order of an agent's day. */
export const TOOLS: readonly Tool[] = [
  ...[primeTool, readyTool, claimTool, showTool, searchTool],
  ...[createTool, updateTool, closeTool],
  ...[sendTool, replyTool, inboxTool, waitTool, feedTool],
  ...[decideTool, reserveTool, checkpointTool, handoffTool],
];

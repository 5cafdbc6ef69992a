import type { McpServer, ServerContext, StandardSchemaWithJSON } from "@modelcontextprotocol/server";
import * as z from "zod";
import type { Workspace } from "../services/workspace.ts";
import type { Clones } from "./clones.ts";
import { failureOf, resultOf } from "./result.ts";
import type { Hints } from "./tool.ts";
import { TOOLS } from "./tools.ts";

/** Gives a server its tools. */
export function registerTools(server: McpServer, clones: Clones): void {
  for (const { name, title, description, input, hints, run } of TOOLS) {
    const config = { title, description, inputSchema: lean(input), annotations: annotationsOf(hints) };
    server.registerTool(name, config, async (typed: unknown, context: ServerContext) => {
      try {
        const workspace = await clones.current();
        const site = { workspace, signal: context.mcpReq.signal, progress: progressOf(context) };
        const answer = await run(site, typed as z.output<typeof input>);
        await clones.sign(workspace, name);
        return resultOf(answer, await lookAfter(workspace, hints));
      } catch (error) {
        return failureOf(error);
      }
    });
  }
}

/** What a command does behind its work, too: what time brought, and what whoever holds something is told while the project is paused. */
async function lookAfter(workspace: Workspace, { reads }: Hints): Promise<readonly string[]> {
  const [{ pauseNotice }, { tend }] = await Promise.all([import("../services/pause.ts"), import("../services/tend.ts")]);
  // The call itself went well; what is due stays due, and whoever runs bd next makes it.
  if (reads !== true) await tend(workspace).catch(() => undefined);
  return pauseNotice(workspace, { anybody: false });
}

/** The schema of a tool's input without what says nothing to a model: every session pays for each letter of the list. */
function lean(input: z.ZodObject): StandardSchemaWithJSON {
  const { $schema: _, additionalProperties: __, ...schema } = z.toJSONSchema(input, { io: "input" });
  const standard = { ...input["~standard"], jsonSchema: { input: () => schema, output: () => schema } };
  return { "~standard": standard } as unknown as StandardSchemaWithJSON;
}

/** Only what is not usual is said: clients take a tool that says nothing for one that changes things and reaches out. */
function annotationsOf({ reads, repeatable, destroys, leaves }: Hints) {
  if (reads === true) return { readOnlyHint: true };
  return {
    ...(destroys === true ? {} : { destructiveHint: false }),
    ...(repeatable === true ? { idempotentHint: true } : {}),
    ...(leaves === true ? {} : { openWorldHint: false }),
  };
}

/** Says that a call goes on, to a client that gave it a token. */
function progressOf({ mcpReq }: ServerContext): (words: string) => void {
  const token = mcpReq._meta?.progressToken;
  let progress = 0;
  return (message) => {
    if (token === undefined) return;
    progress += 1;
    const params = { progressToken: token, progress, message };
    // A client that went away is told nothing any more; its call is cancelled by the transport.
    mcpReq.notify({ method: "notifications/progress", params }).catch(() => undefined);
  };
}

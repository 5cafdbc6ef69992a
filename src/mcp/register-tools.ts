import type { CallToolResult, McpServer, ServerContext, StandardSchemaWithJSON } from "@modelcontextprotocol/server";
import * as z from "zod";
import { nameOf } from "../domain/actor.ts";
import type { Workspace } from "../services/workspace.ts";
import type { Clones } from "./clones.ts";
import { ROOM, shortened } from "./compact.ts";
import { loosen } from "./loosen.ts";
import { markForeign } from "./mark-foreign.ts";
import { failureOf, resultOf } from "./result.ts";
import type { Hints, Tool } from "./tool.ts";
import { TOOLS } from "./tools.ts";
import { wrongInput } from "./wrong-input.ts";

/** Gives a server its tools. */
export function registerTools(server: McpServer, clones: Clones): void {
  for (const tool of TOOLS) {
    const { name, title, description, hints } = tool;
    const config = { title, description, inputSchema: schemaOf(tool), annotations: annotationsOf(hints) };
    server.registerTool(name, config, (typed: unknown, context: ServerContext) => answer(clones, { tool, typed, context }));
  }
}

interface Call {
  readonly tool: Tool;
  readonly typed: unknown;
  readonly context: ServerContext;
}

/** Whatever goes wrong is the tool's own answer: a model can act on that. */
async function answer(clones: Clones, { tool, typed, context }: Call): Promise<CallToolResult> {
  const { name, input, hints, run } = tool;
  try {
    const meant = loosen(input, typed);
    const parsed = input.strict().safeParse(meant);
    if (!parsed.success) throw wrongInput(tool, meant as object, parsed.error);
    return await clones.use(async (workspace) => {
      const call = { workspace, signal: context.mcpReq.signal, progress: progressOf(context) };
      try {
        const said = await markForeign(workspace, await run(call, parsed.data));
        return resultOf(parsed.data["whole"] === true ? said : shortened(said, ROOM), await lookAfter(workspace, hints));
      } catch (error) {
        return await failureOf(error, (told) => markForeign(workspace, told));
      } finally {
        await clones.sign(workspace, name);
      }
    });
  } catch (error) {
    return await failureOf(error);
  }
}

/** What a command does behind its work, too: what time brought, and what whoever holds something is told while the project is paused. */
async function lookAfter(workspace: Workspace, { reads }: Hints): Promise<readonly string[]> {
  const [{ pauseNotice }, { tend }] = await Promise.all([import("../services/pause.ts"), import("../services/tend.ts")]);
  // The call itself went well; what is due stays due, and whoever runs bd next makes it.
  if (reads !== true) await tend(workspace).catch(() => undefined);
  const lost = await workspace.ledger.lostOf(nameOf(workspace.actor));
  return [
    ...lost.map(({ subject, message }) => `Not kept: ${subject} (${message})`),
    ...(await pauseNotice(workspace, { anybody: false })),
  ];
}

const PRIORITIES = 4;

const schemas = new Map<string, StandardSchemaWithJSON>();

/** Made once: over HTTP each request has a server of its own. */
function schemaOf({ name, input }: Tool): StandardSchemaWithJSON {
  const schema = schemas.get(name) ?? lean(input);
  schemas.set(name, schema);
  return schema;
}

/** The schema of a tool's input without what says nothing to a model: every session pays for each letter of the list. What is wrong with an input the tool itself says. */
function lean(input: z.ZodObject): StandardSchemaWithJSON {
  const { $schema: _, additionalProperties: __, ...schema } = z.toJSONSchema(input, { io: "input", override: withoutBounds });
  const validate = (value: unknown) => ({ value });
  const standard = { ...input["~standard"], validate, jsonSchema: { input: () => schema, output: () => schema } };
  return { "~standard": standard } as unknown as StandardSchemaWithJSON;
}

/** What no integer passes, and how long a list has to be, is said to whoever gets it wrong. */
function withoutBounds({ jsonSchema }: { readonly jsonSchema: { minimum?: number; maximum?: number; minItems?: number } }): void {
  delete jsonSchema.minItems;
  if ((jsonSchema.maximum ?? 0) <= PRIORITIES) return;
  delete jsonSchema.minimum;
  delete jsonSchema.maximum;
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

import { type McpServer, type ReadResourceResult, ResourceNotFoundError, ResourceTemplate } from "@modelcontextprotocol/server";
import { BeadsError } from "../errors.ts";
import { rowJson } from "../render/row.ts";
import { showJson } from "../render/show.ts";
import { threadJson } from "../render/thread.ts";
import { completionIds } from "../services/completion-ids.ts";
import { ready } from "../services/ready.ts";
import { show } from "../services/show.ts";
import { thread } from "../services/thread.ts";
import type { Workspace } from "../services/workspace.ts";
import type { Clones } from "./clones.ts";
import { resultOf } from "./result.ts";
import type { Updates } from "./updates.ts";

/** So many issues are listed for a client that shows what can be opened. */
const LISTED = 20;

/** What a resource is read from: the clone, and the variable of its template. */
type Read = (workspace: Workspace, id: string) => Promise<object>;

/** A kind of resource that has one for each issue. */
interface OfIssues {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly read: Read;
}

const OF_ISSUES: readonly OfIssues[] = [
  {
    name: "issue",
    title: "Issue",
    description: "All that is known of an issue.",
    read: async (workspace, id) => showJson(await show(workspace, { id })),
  },
  {
    name: "thread",
    title: "Thread",
    description: "What was said on an issue, in order.",
    read: async (workspace, id) => ({ messages: threadJson(await thread(workspace, { id })) }),
  },
];

/** Gives a server its resources: `bead://issue/<id>`, `bead://thread/<id>`, `bead://ready`. What was read is told of when it changes. */
export function registerResources(server: McpServer, clones: Clones, updates: Updates): void {
  for (const { name, title, description, read } of OF_ISSUES) {
    const template = new ResourceTemplate(`bead://${name}/{id}`, {
      list: async () => ({ resources: await listed(clones, name) }),
      complete: { id: async (typed) => completed(clones, typed) },
    });
    server.registerResource(name, template, { title, description, mimeType: JSON_TYPE }, async (uri, { id }) => {
      const workspace = await clones.current();
      const typed = decodeURIComponent(String(id));
      const answer = await found(uri, () => read(workspace, typed));
      updates.watch(workspace, uri.href, typed);
      return contentsOf(uri, answer);
    });
  }
  const config = { title: "Ready work", description: "What can be worked on now.", mimeType: JSON_TYPE };
  server.registerResource("ready", "bead://ready", config, async (uri) => {
    const workspace = await clones.current();
    const { items } = await ready(workspace, { filter: {}, limit: LISTED, count_rest: false });
    updates.watch(workspace, uri.href, null);
    return contentsOf(uri, { issues: items.map(rowJson) });
  });
}

const JSON_TYPE = "application/json";

function contentsOf(uri: URL, answer: object): ReadResourceResult {
  return { contents: [{ uri: uri.href, mimeType: JSON_TYPE, text: JSON.stringify(resultOf(answer).structuredContent) }] };
}

/** What is not there is said in the protocol's own words. */
async function found(uri: URL, read: () => Promise<object>): Promise<object> {
  return read().catch((error: unknown) => {
    throw error instanceof BeadsError && error.kind === "not-found" ? new ResourceNotFoundError(uri.href) : error;
  });
}

async function listed(clones: Clones, name: string) {
  const { items } = await ready(await clones.current(), { filter: {}, limit: LISTED, count_rest: false });
  return items.map(({ issue }) => ({
    uri: `bead://${name}/${encodeURIComponent(issue.id)}`,
    name: issue.id,
    title: issue.title,
    mimeType: JSON_TYPE,
  }));
}

async function completed(clones: Clones, typed: string): Promise<string[]> {
  const ids = await completionIds(await clones.current(), { prefix: typed });
  return ids.map(({ id }) => id);
}

import { type McpServer, type ReadResourceResult, ResourceNotFoundError, ResourceTemplate } from "@modelcontextprotocol/server";
import { BeadsError } from "../errors.ts";
import { decisionListJson } from "../render/decide.ts";
import { CALLING } from "../render/prime/voice.ts";
import { renderPrime } from "../render/prime.ts";
import { rowJson } from "../render/row.ts";
import { showJson } from "../render/show.ts";
import { threadJson } from "../render/thread.ts";
import { completionIds } from "../services/completion-ids.ts";
import { listDecisions } from "../services/decide-list.ts";
import { PRIME_FORMS, prime } from "../services/prime.ts";
import { ready } from "../services/ready.ts";
import { show } from "../services/show.ts";
import { thread } from "../services/thread.ts";
import type { Workspace } from "../services/workspace.ts";
import type { Clones } from "./clones.ts";
import { markForeign } from "./mark-foreign.ts";
import { resultOf } from "./result.ts";

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

/** A resource that there is one of. */
interface OfLedger extends Omit<OfIssues, "read"> {
  readonly read: (workspace: Workspace) => Promise<object>;
}

const OF_LEDGER: readonly OfLedger[] = [
  {
    name: "ready",
    title: "Ready work",
    description: "What can be worked on now.",
    read: async (workspace) => {
      const { items } = await ready(workspace, { filter: {}, limit: LISTED, count_rest: false });
      return { issues: items.map(rowJson) };
    },
  },
  {
    name: "prime",
    title: "Prime",
    description: "Who you are, what you hold, what waits, what is next.",
    read: async (workspace) => {
      const told = await prime(workspace, { ...PRIME_FORMS.usual, begun: () => {} });
      return { text: told === undefined ? "" : renderPrime(told, "usual", CALLING).join("\n") };
    },
  },
  {
    name: "decisions",
    title: "Decisions",
    description: "What was decided and still holds, and open questions.",
    read: async (workspace) => ({ decisions: decisionListJson(await listDecisions(workspace, { limit: LISTED })) }),
  },
];

/** Gives a server its resources: `bead://issue/<id>` and `bead://thread/<id>`, and those of the whole ledger. */
export function registerResources(server: McpServer, clones: Clones): void {
  for (const { name, title, description, read } of OF_ISSUES) {
    const template = new ResourceTemplate(`bead://${name}/{id}`, {
      list: async () => ({ resources: await listed(clones, name) }),
      complete: { id: async (typed) => completed(clones, typed) },
    });
    server.registerResource(name, template, { title, description, mimeType: JSON_TYPE }, (uri, { id }) =>
      clones.use(async (workspace) => {
        const typed = decodeURIComponent(String(id));
        return contentsOf(uri, await markForeign(workspace, await found(uri, () => read(workspace, typed))));
      }),
    );
  }
  for (const { name, title, description, read } of OF_LEDGER) {
    const config = { title, description, mimeType: JSON_TYPE };
    server.registerResource(name, `bead://${name}`, config, (uri) =>
      clones.use(async (workspace) => contentsOf(uri, await markForeign(workspace, await read(workspace)))),
    );
  }
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
  const { items } = await clones.use((workspace) => ready(workspace, { filter: {}, limit: LISTED, count_rest: false }));
  return items.map(({ issue }) => ({
    uri: `bead://${name}/${encodeURIComponent(issue.id)}`,
    name: issue.id,
    // A list has no place for a mark: the words of another project are read where they are marked.
    ...(issue.origin === null ? { title: issue.title } : {}),
    mimeType: JSON_TYPE,
  }));
}

async function completed(clones: Clones, typed: string): Promise<string[]> {
  const ids = await clones.use((workspace) => completionIds(workspace, { prefix: typed }));
  return ids.map(({ id }) => id);
}

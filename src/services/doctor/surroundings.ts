import type { Workspace } from "../workspace.ts";
import { type Check, fail, ok, warn } from "./check.ts";

const LEAST_NODE = [22, 16] as const;
const LEAST_GIT = [2, 31] as const;

/** The git program, Node, and the person whom git knows. */
export async function checkSurroundings({ repository, actor }: Workspace, node: string): Promise<Check[]> {
  return [await checkGit(repository), checkNode(node), checkPerson(actor.human)];
}

async function checkGit(repository: Workspace["repository"]): Promise<Check> {
  const version = await repository.version?.();
  if (version === undefined) {
    return warn("git", "no git program was found: bd can only read", {
      advice: `Put git ${LEAST_GIT.join(".")} or newer on PATH.`,
    });
  }
  if (isAtLeast(version, LEAST_GIT)) return ok("git", version);
  return warn("git", `${version} is older than bd was tried with`, { advice: `Use git ${LEAST_GIT.join(".")} or newer.` });
}

function checkNode(version: string): Check {
  if (isAtLeast(version, LEAST_NODE)) return ok("node", version);
  return fail("node", `${version} is too old`, 5, { advice: `Use Node ${LEAST_NODE.join(".")} or newer.` });
}

function checkPerson({ name, email }: Workspace["actor"]["human"]): Check {
  if (name !== "" && email !== "") return ok("person", `${name} <${email}>`);
  return warn("person", "git does not know who you are: bd cannot write", {
    advice: 'Run: git config --global user.name "…" and git config --global user.email "…"',
  });
}

function isAtLeast(version: string, [major, minor]: readonly [number, number]): boolean {
  const [first = 0, second = 0] = version.replace(/^v/, "").split(".").map(Number);
  return first > major || (first === major && second >= minor);
}

/** What all branches begin with that bd makes for people to merge: nothing else of the repository is called so. */
export const PROPOSALS = "beads-inbox";

/** Names that Windows keeps for itself, with or without an extension: a branch is a file there. */
const KEPT = /^(con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/;

/** How long one part of a branch's name may be. */
const LONGEST = 60;

/** The branch under which something is proposed: whose it is, and what. Any text becomes a name that git, hosts and file systems take. */
export function proposalBranch(project: string, what: string): string {
  return [PROPOSALS, branchPart(project), branchPart(what)].join("/");
}

/** One part of a branch's name: lower case, since some file systems fold case; no dots at its ends or doubled, no `.lock`. */
function branchPart(text: string): string {
  const plain = text
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, "-")
    .replace(/\.{2,}/g, ".")
    .slice(0, LONGEST)
    .replace(/(?:\.lock)+\.*$/, "")
    .replace(/^[.-]+|[.-]+$/g, "")
    .replace(/(?:\.lock)+$/, "");
  return plain === "" ? "x" : plain.replace(KEPT, "$1-");
}

/** A pull request that a person makes from a branch. */
export interface Request {
  /** The identity of the project that it is for. */
  readonly project: string;
  /** The branch that it is to be merged into. */
  readonly base: string;
  readonly branch: string;
  /** The identity of the repository that has the branch, where that is another one. */
  readonly fork: string | null;
}

/** The page on which a person makes it, for hosts whose addresses are known; null for others. */
export function requestUrl({ project, base, branch, fork }: Request): string | null {
  const host = project.slice(0, project.indexOf("/"));
  if (fork !== null && !fork.startsWith(`${host}/`)) return null;
  const [into, from] = [base, branch].map(encodePath) as [string, string];
  if (host === "github.com" || host === "codeberg.org") {
    const head = fork === null ? from : `${ownerOf(fork)}:${from}`;
    return `https://${project}/compare/${into}...${head}${host === "github.com" ? "?expand=1" : ""}`;
  }
  if (host !== "gitlab.com") return null;
  const query = `merge_request[source_branch]=${encodeURIComponent(branch)}&merge_request[target_branch]=${encodeURIComponent(base)}`;
  return `https://${fork ?? project}/-/merge_requests/new?${query}`;
}

function ownerOf(identity: string): string {
  return identity.split("/")[1] ?? "";
}

function encodePath(text: string): string {
  return text.split("/").map(encodeURIComponent).join("/");
}

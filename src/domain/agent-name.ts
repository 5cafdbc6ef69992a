/** Names of directories that say nothing about who works in them. */
const SAYS_NOTHING = new Set(["", "src", "work", "workspace", "code", "projects", "repos", "git", "dev"]);

/** What an agent's name is made of. */
export interface AgentPlace {
  /** The root of the workspace, absolute, with slashes of either kind. */
  readonly directory: string;
  /** The home directory. */
  readonly home: string;
  readonly login: string;
  /** The project's short name. */
  readonly project: string;
}

/**
 * The name of an agent, `<workspace>/<project>`: the parent's name where the clone is named after the project (`~/src/dave/vc` is `dave/vc`),
 * else the directory's own (`~/wt/feat-a` is `feat-a/vc`). A parent that says nothing is replaced by the login name.
 */
export function agentName(place: AgentPlace): string {
  const parts = partsOf(place.directory);
  const own = (parts.at(-1) ?? "").replace(/\.git$/, "");
  const project = fold(place.project);
  if (own !== "" && fold(own).toLowerCase() !== project.toLowerCase()) return `${fold(own)}/${project}`;
  const parent = parts.at(-2) ?? "";
  const isHome = parts.slice(0, -1).join("/") === partsOf(place.home).join("/");
  const workspace = isHome || SAYS_NOTHING.has(parent.toLowerCase()) ? place.login : parent;
  return `${fold(workspace)}/${project}`;
}

function partsOf(directory: string): string[] {
  return directory.split(/[\\/]/).filter((part) => part !== "" && !/^[A-Za-z]:$/.test(part));
}

/** What an address may hold: letters, digits, dot, dash and underscore. */
function fold(name: string): string {
  // The usual case apart: a class of letters of all scripts takes a millisecond to compile.
  if (/^[A-Za-z0-9_](?:[A-Za-z0-9._-]*[A-Za-z0-9_])?$/.test(name)) return name;
  return name.replace(/[^\p{L}\p{N}._-]+/gu, "-").replace(/^[-.]+|[-.]+$/g, "") || "somebody";
}

import { BeadsError } from "../errors.ts";
import { isId } from "./id.ts";
import { normaliseRemote } from "./identity.ts";

/** Where a message goes, or which bead of another project is meant. Projects are short names (`beads`) or identities in full. */
export type Address =
  | { readonly kind: "all" }
  | { readonly kind: "person"; readonly name: string }
  | { readonly kind: "agent"; readonly name: string; readonly project: string }
  | { readonly kind: "project"; readonly project: string; readonly url: string | null }
  | { readonly kind: "bead"; readonly project: string; readonly id: string };

/** An identity in full: a host with a path of at least two parts, a path or id of this machine, or a helper's address. */
const IDENTITY = /^(?:local|helper):\S.*$|^[^\s/@]+(?:\/[^/]+){2,}$/u;
const URL = /^[A-Za-z][A-Za-z0-9+.-]*:\/\/|^[^\s/:@]+@[^\s/:]+:/;

/**
 * An address as it is typed: `@all`, `@steve` (a person), `dave/beads` (an agent), `beads` (a project, also as an identity in full or as
 * a URL), `beads:beads-7k3xq2` (a bead elsewhere). @throws INVALID_ADDRESS
 */
export function parseAddress(typed: string): Address {
  const text = typed.trim();
  if (text === "@all") return { kind: "all" };
  if (text.startsWith("@")) return isName(text.slice(1)) ? { kind: "person", name: text } : refuse(typed);
  if (URL.test(text)) return parseUrl(text) ?? refuse(typed);
  return parseBead(text) ?? parseProject(text) ?? parseAgent(text) ?? refuse(typed);
}

/** True for an id that names another project's bead (`beads:beads-7k3xq2`). */
export function isElsewhere(id: string): boolean {
  return id.includes(":");
}

/** What stands behind the last colon of a URL is an id if it cannot be a port, a drive or the path of the scp form. */
function parseUrl(url: string): Address | undefined {
  const [, place = "", id = ""] = /^(.+[^:/]):([^:/]+)$/.exec(url) ?? [];
  const project = id !== "" && !/^\d+$/.test(id) && URL.test(place) && isId(id) ? normaliseRemote(place) : null;
  return project === null ? parseProjectUrl(url) : { kind: "bead", project, id };
}

/** The usual case apart: a class of letters of all scripts takes a millisecond to compile. */
function isName(text: string): boolean {
  return /^[A-Za-z0-9_][A-Za-z0-9._-]*$/.test(text) || /^[\p{L}\p{N}_][\p{L}\p{N}._-]*$/u.test(text);
}

function parseProjectUrl(url: string): Address | undefined {
  const project = normaliseRemote(url);
  return project === null ? undefined : { kind: "project", project, url };
}

/** What stands behind the last colon is an id if it has no slash: ports and paths have one, and `local:` begins an identity. */
function parseBead(text: string): Address | undefined {
  const colon = text.lastIndexOf(":");
  const id = text.slice(colon + 1);
  if (colon <= 0 || id.includes("/") || !isId(id) || /^(?:local|helper):[^:]*$/.test(text)) return undefined;
  const project = parseProject(text.slice(0, colon));
  return project?.kind === "project" ? { kind: "bead", project: project.project, id } : undefined;
}

function parseProject(text: string): Address | undefined {
  return isName(text) || IDENTITY.test(text) ? { kind: "project", project: text, url: null } : undefined;
}

function parseAgent(text: string): Address | undefined {
  const [workspace = "", project = "", ...more] = text.split("/");
  if (more.length > 0 || !isName(workspace) || !isName(project)) return undefined;
  return { kind: "agent", name: text, project };
}

function refuse(typed: string): never {
  throw new BeadsError("usage", "INVALID_ADDRESS", `${JSON.stringify(typed)} is not an address.`, {
    hints: [
      "Addresses are a project (beads), an agent (alpha/beads), a person (@maintainer), @all, or a bead elsewhere (beads:beads-7k3xq2).",
    ],
    fields: { address: typed },
  });
}

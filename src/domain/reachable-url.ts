import { BeadsError } from "../errors.ts";

/** Who named a URL: the user (typed, or in their own git configuration), or a ledger, whose text anybody may have written who can push to it. */
export type UrlSource = "user" | "ledger";

const SCHEME = /^([A-Za-z][A-Za-z0-9+.-]*):\/\//;
const FROM_ANYBODY: ReadonlySet<string> = new Set(["https", "ssh", "git", "git+ssh", "ssh+git"]);
const FROM_USER: ReadonlySet<string> = new Set([...FROM_ANYBODY, "http", "file"]);

/**
 * A URL that git may be given, without password, and over http without user: tokens are given as users there. Undefined for what begins like an
 * option, for helpers (`ext::` runs commands), and from a ledger for everything but https, ssh and git.
 */
export function reachableUrl(text: string, source: UrlSource): string | undefined {
  const url = text.trim();
  if (
    url === "" ||
    url.startsWith("-") ||
    /[\u0000-\u0020\u007f]/.test(url.replace(/ /g, "")) ||
    /^[A-Za-z0-9][A-Za-z0-9+.-]*::/.test(url)
  )
    return undefined;
  const scheme = SCHEME.exec(url)?.[1]?.toLowerCase();
  if (scheme !== undefined) return reachableScheme(url, scheme, source);
  if (isPath(url)) return source === "user" ? url : undefined;
  return isScp(url) && !url.includes(" ") ? url : undefined;
}

/** As `reachableUrl`. @throws URL_REFUSED */
export function checkReachableUrl(text: string, source: UrlSource): string {
  const url = reachableUrl(text, source);
  if (url !== undefined) return url;
  const why =
    source === "ledger" ? "from a ledger only https, ssh and git are taken" : "git would take it for an option or a helper";
  throw new BeadsError("usage", "URL_REFUSED", `This URL is not used: ${why}.`, {
    hints: ["Name the repository by an https or ssh URL."],
  });
}

/** What may stand in a ledger for others: https, ssh and git, without credentials; undefined for anything else. */
export function sharableUrl(text: string): string | undefined {
  return reachableUrl(text, "ledger");
}

function reachableScheme(url: string, scheme: string, source: UrlSource): string | undefined {
  const known = source === "user" ? FROM_USER : FROM_ANYBODY;
  if (!known.has(scheme)) return undefined;
  if (scheme === "file") return url;
  const rest = url.slice(scheme.length + 3);
  const end = rest.search(/[/?#]/);
  const authority = end < 0 ? rest : rest.slice(0, end);
  const at = authority.lastIndexOf("@");
  const host = authority.slice(at + 1);
  const user = at < 0 || /^https?$/.test(scheme) ? "" : (authority.slice(0, at).split(":")[0] ?? "");
  if (host === "" || host.startsWith("-") || user.startsWith("-") || /\s/.test(authority)) return undefined;
  return `${scheme}://${user === "" ? "" : `${user}@`}${host}${end < 0 ? "" : rest.slice(end)}`;
}

/** Absolute paths, also of Windows; what is relative has to be made absolute by whoever knows from where. */
function isPath(url: string): boolean {
  return /^(?:\/|\\\\|[A-Za-z]:[\\/])/.test(url);
}

/** `host:path` and `user@host:path`. */
function isScp(url: string): boolean {
  return /^(?:[^-@\s/:][^@\s/:]*@)?(?:\[[^\]\s]+\]|[^-@\s/:[][^@\s/:]*):(?!\/\/).+$/.test(url);
}

/** Ports that say nothing: those of https, http, git, ftp and ftps, and for ssh its own. */
const DEFAULT_PORTS = new Set(["443", "80", "9418", "21", "990"]);
const SSH_PORT = "22";

/** Schemes that name a protocol of git's own; any other is a remote helper's. */
const SCHEMES: Readonly<Record<string, string>> = {
  https: "https",
  http: "http",
  ssh: "ssh",
  git: "git",
  ftp: "ftp",
  ftps: "ftps",
  "git+ssh": "ssh",
  "ssh+git": "ssh",
  "git+https": "https",
  "git+http": "http",
};

/** Hosts on which capitals in a path make no difference. */
const FOLDS_PATH = new Set(["github.com", "gitlab.com", "bitbucket.org", "codeberg.org", "dev.azure.com"]);

/** Other names of hosts, such as those for ssh through the port of https. */
const SAME_HOST: Readonly<Record<string, string>> = {
  "www.github.com": "github.com",
  "ssh.github.com:ssh443": "github.com",
  "www.gitlab.com": "gitlab.com",
  "altssh.gitlab.com:ssh443": "gitlab.com",
  "www.bitbucket.org": "bitbucket.org",
  "altssh.bitbucket.org:ssh443": "bitbucket.org",
  "www.codeberg.org": "codeberg.org",
};

/** A remote taken apart. */
interface Remote {
  readonly scheme: string;
  readonly host: string;
  readonly port: string;
  readonly path: string;
}

/**
 * The identity of a project: its remote's URL without what differs between people (scheme, user, password, default port, query, `.git`), so that
 * scp form, ssh, https and git give the same. Local paths become `local:<path>`, helpers `helper:<as it is>`. Total and idempotent; null for
 * what names no repository. Holds no password.
 */
export function normaliseRemote(url: string): string | null {
  const text = url.trim();
  if (text === "" || /[\u0000-\u001f\u007f]/.test(text)) return null;
  if (/^[A-Za-z0-9][A-Za-z0-9+.-]*::/.test(text)) return helperIdentity(text);
  const scheme = /^([A-Za-z][A-Za-z0-9+.-]*):\/\//.exec(text);
  if (scheme) return urlIdentity(text, scheme[1]?.toLowerCase() ?? "");
  if (isLocalPath(text)) return localIdentity(text);
  const remote = parseScp(text);
  return remote === undefined ? localIdentity(text) : remoteIdentity(remote);
}

/**
 * The last part of an identity: what people call the project. Where blanks stand in it, it becomes a name that can be typed and addressed:
 * `Möbel & Küche` is `Möbel-Küche`.
 */
export function shortName(identity: string): string {
  const word = /([^/:\s]+)[/\s]*$/.exec(identity)?.[1] ?? identity;
  if (identity.startsWith("helper:") || !/\s/.test(identity)) return word;
  const part = /([^/:]+)[/\s]*$/.exec(identity)?.[1]?.trim() ?? "";
  return (/\s/.test(part) ? slugOf(part) : part) || word;
}

/** Letters of all scripts and digits, with one hyphen for whatever stands between them. */
function slugOf(text: string): string {
  const joined = text.normalize("NFC").replace(/[^\p{L}\p{N}._-]+/gu, "-");
  return joined.replace(/-{2,}/g, "-").replace(/^[.-]+|[.-]+$/g, "");
}

function urlIdentity(text: string, name: string): string | null {
  const rest = text.slice(name.length + 3);
  if (name === "file") return fileIdentity(rest);
  const scheme = Object.hasOwn(SCHEMES, name) ? SCHEMES[name] : undefined;
  if (scheme === undefined) return helperIdentity(text);
  const clean = scheme.startsWith("http") ? rest.replace(/[?#].*$/s, "") : rest;
  const slash = clean.search(/[/\\]/);
  const authority = slash < 0 ? clean : clean.slice(0, slash);
  const { host, port, path } = parseAuthority(authority);
  return remoteIdentity({ scheme, host, port, path: `${path}/${decode(slash < 0 ? "" : clean.slice(slash))}` });
}

/** `user:password@host:port`; what follows the colon and is no port is the beginning of a path, as in ssh://git@host:owner/repo. */
function parseAuthority(authority: string): { host: string; port: string; path: string } {
  const bare = authority.slice(authority.lastIndexOf("@") + 1);
  const match = /^(\[[^\]]*\]|[^:]*)(?::(.*))?$/s.exec(bare);
  const rest = match?.[2] ?? "";
  const isPort = /^\d*$/.test(rest);
  return { host: match?.[1] ?? "", port: isPort ? rest.replace(/^0+(?=\d)/, "") : "", path: isPort ? "" : rest };
}

/** `user@host:path`, `[user@host:port]:path` and `[::1]:path`. */
function parseScp(text: string): Remote | undefined {
  const bracketed = /^(?:[^@[\]/]*@)?\[([^\]]*)\]:(.*)$/s.exec(text);
  if (bracketed) {
    const inside = bracketed[1] ?? "";
    const bare = inside.slice(inside.lastIndexOf("@") + 1);
    const isAddress = (bare.match(/:/g)?.length ?? 0) > 1;
    const place = isAddress ? { host: `[${bare}]`, port: "" } : parseAuthority(bare);
    return { scheme: "ssh", host: place.host, port: place.port, path: bracketed[2] ?? "" };
  }
  const colon = text.indexOf(":");
  const slash = text.indexOf("/");
  if (colon <= 0 || (slash >= 0 && slash < colon)) return undefined;
  const host = text.slice(0, colon);
  return { scheme: "ssh", host: host.slice(host.lastIndexOf("@") + 1), port: "", path: text.slice(colon + 1) };
}

/** The usual case apart: a class of letters of all scripts takes a millisecond to compile. */
function isHost(host: string): boolean {
  return /^[a-z0-9_][a-z0-9._-]*$/.test(host) || /^(?:\[[0-9a-f:.%]+\]|[\p{L}\p{N}_][\p{L}\p{N}._-]*)$/u.test(host);
}

function remoteIdentity(remote: Remote): string | null {
  const host = remote.host.toLowerCase().replace(/\.+$/, "");
  if (!isHost(host)) return null;
  const isSaid = remote.port !== "" && (remote.scheme === "ssh" ? remote.port !== SSH_PORT : !DEFAULT_PORTS.has(remote.port));
  const shown = isSaid ? `${host}:${remote.scheme === "ssh" ? "ssh" : ""}${remote.port}` : host;
  const place = Object.hasOwn(SAME_HOST, shown) ? (SAME_HOST[shown] ?? shown) : shown;
  const azure = azureIdentity(shown, tidyPath(remote.path));
  if (azure !== undefined) return azure;
  const path = tidyPath(remote.path);
  if (path === "") return null;
  return `${place}/${FOLDS_PATH.has(place) ? path.toLowerCase() : path}`;
}

/** Azure names a repository in three ways: `v3/org/project/repo` by ssh, `org/project/_git/repo` by https, and an older host for each org. */
function azureIdentity(host: string, path: string): string | null | undefined {
  const match = /^(ssh\.)?dev\.azure\.com$|^(?:(vs-ssh)|([^.]+))\.visualstudio\.com$/.exec(host);
  if (!match) return undefined;
  const [, ssh, oldSsh, org] = match;
  const all = path.split("/").filter((part) => part !== "" && part !== "DefaultCollection");
  if ((ssh ?? oldSsh) !== undefined && all[0] === "v3") all.shift();
  if (org !== undefined) all.unshift(org);
  const isMark = (part: string) => part === "_git" || part === "_ssh";
  if (isMark(all[1] ?? "") && all[2] !== undefined) all[1] = all[2];
  const parts = all.filter((part) => !isMark(part));
  return parts.length === 0 ? null : `dev.azure.com/${parts.join("/").toLowerCase()}`;
}

function fileIdentity(rest: string): string | null {
  const path = decode(rest.replace(/^localhost(?=\/)/i, ""));
  return localIdentity(/^\/[A-Za-z]:/.test(path) ? path.slice(1) : path.startsWith("/") ? path : `//${path}`);
}

function isLocalPath(text: string): boolean {
  return /^[/\\.~]/.test(text) || /^[A-Za-z]:/.test(text);
}

function localIdentity(text: string): string | null {
  const slashed = /^[A-Za-z]:|^\\\\/.test(text) ? text.replace(/\\/g, "/") : text;
  const lead = slashed.startsWith("//") ? "//" : slashed.startsWith("/") ? "/" : "";
  const path = tidyPath(/^\/|^[A-Za-z]:\//.test(slashed) ? climbed(slashed) : slashed);
  return path === "" ? null : `local:${lead}${lead === "" ? path.replace(/^[A-Za-z]:/, (drive) => drive.toLowerCase()) : path}`;
}

/** An absolute path without steps up: git keeps them where somebody cloned `../remote`, and two clones are to agree. */
function climbed(path: string): string {
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") parts.push(part);
    else if (!/^[A-Za-z]:$/.test(parts.at(-1) ?? "")) parts.pop();
  }
  return parts.join("/");
}

/** A helper's address as it is, but for a password in it. */
function helperIdentity(text: string): string {
  return `helper:${text.replace(/(:\/\/)[^/\s]*:[^/\s]*@/g, "$1")}`;
}

/** A path without slashes at its ends, doubled ones, dots that stay where they are, and one `.git`. */
function tidyPath(path: string): string {
  const parts = path.split("/").filter((part) => part !== "" && part !== ".");
  const last = parts.pop() ?? "";
  const bare = last.replace(/\.git$/, "");
  const name = bare === "." || bare === ".." ? last : bare;
  return (name === "" ? parts : [...parts, name]).join("/");
}

function decode(path: string): string {
  try {
    const text = decodeURIComponent(path);
    return /[\u0000-\u001f\u007f]/.test(text) ? path : text;
  } catch {
    return path;
  }
}

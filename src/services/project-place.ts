import { checkReachableUrl } from "../domain/reachable-url.ts";
import { BeadsError } from "../errors.ts";
import type { Workspace } from "./workspace.ts";

/** Where a project is, as the user said it: a URL without password, or an absolute path. @throws URL_REFUSED */
export function userUrl({ directory, folders }: Pick<Workspace, "directory" | "folders">, typed: string): string {
  const text = typed.trim();
  if (!/[/\\:]/.test(text) && !/^[.~]+$/.test(text)) throw nowhere(typed);
  const url = isIdentity(text) ? `https://${text}` : absolute(text, directory, folders.home);
  return checkReachableUrl(url, "user");
}

/** The refusal of what names no repository. */
export function nowhere(typed: string): BeadsError {
  return new BeadsError("usage", "URL_REFUSED", `${JSON.stringify(typed)} names no repository.`, {
    hints: ["Give a URL such as https://github.com/owner/beads or git@github.com:owner/beads.git, or the path of a clone."],
    fields: { url: typed },
  });
}

function absolute(text: string, directory: string, home: string): string {
  if (/^~(?=$|[\\/])/.test(text)) return `${home}${text.slice(1)}`;
  return isRelative(text) ? tidy(`${directory}/${text}`) : text;
}

/** `./x`, `../x` and `x/y` without a host: what git, too, takes for a path. */
function isRelative(text: string): boolean {
  if (/^\.{1,2}(?:[\\/]|$)/.test(text)) return true;
  return !/^[\\/]/.test(text) && !text.includes(":") && text.includes("/");
}

/** Without `.` and `..`, so that one place has one name. */
function tidy(path: string): string {
  const parts: string[] = [];
  for (const part of path.split(/[\\/]/)) {
    if (part === ".." && parts.length > 1) parts.pop();
    else if (part !== "." && part !== "..") parts.push(part);
  }
  return parts.join("/");
}

/** True for a host and a path of two parts: an identity in full, and no path of this machine. */
function isIdentity(text: string): boolean {
  return /^[\p{L}\p{N}_-]+(?:\.[\p{L}\p{N}_-]+)+(?::\d+)?(?:\/[^\s/]+){2,}$/u.test(text);
}

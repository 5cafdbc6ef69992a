/** Characters that the file system of macOS passes over in names. */
const IGNORED = /[\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]/g;

/**
 * True for a name that any file system takes for git's own directory: in any case, with characters that macOS passes over, with what Windows cuts off
 * behind a name (dots, blanks, a stream), or by its short name there. As git itself judges paths (`core.protectHFS`, `core.protectNTFS`).
 */
export function isGitName(name: string): boolean {
  const bare = name.replace(IGNORED, "").split(":", 1)[0] ?? "";
  return /^(?:\.git|git~1)[. ]*$/i.test(bare);
}

/**
 * True for a path of a tree that leads nowhere but below the folder that the tree is laid into, and not into git's own directory, on any system: a
 * backslash parts names on Windows.
 */
export function isSafeTreePath(path: string): boolean {
  const names = path.split(/[/\\]/);
  return !path.includes("\0") && names.every((name) => name !== "" && name !== "." && name !== ".." && !isGitName(name));
}

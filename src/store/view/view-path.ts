import { classifyPath } from "../../format/paths.ts";

/** Names that some file system takes for another: devices, streams, hidden and trailing-dot names. */
const UNSAFE = /[\0-\x1f\x7f\\:*?"<>|]|^\.|[. ]$|^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;
const SHARD = /^[0-9a-f]{2}$/;

/** True for the paths that the view shows: beads that this version knows, under names that mean the same on every file system. */
export function isViewPath(path: string): boolean {
  if (classifyPath(path).kind === "other") return false;
  const [root, first, second, ...rest] = path.split("/");
  if (root !== ".beads" || first === undefined) return false;
  if (first === "issues" && !SHARD.test(second ?? "")) return false;
  return [first, second ?? "x", ...rest].every((part) => part !== "" && part.length <= 200 && !UNSAFE.test(part));
}

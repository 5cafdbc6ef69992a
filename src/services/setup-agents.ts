import { join, relative } from "node:path";
import { AGENTS_TEXT } from "../../templates/agents.ts";
import { withBlock } from "../domain/marked-block.ts";
import { BeadsError } from "../errors.ts";
import { isSameFile, readOutside, refuseLinkOut, removeOutside, writeOutside } from "../store/outside-file.ts";
import type { SetupFile, SetupMode, SetupResult } from "./setup-file.ts";
import type { Workspace } from "./workspace.ts";

/** Files that other agent programs read, where they are there. AGENTS.md is made where it is not. */
const OTHERS = [
  "CLAUDE.md",
  "GEMINI.md",
  "QWEN.md",
  ".github/copilot-instructions.md",
  ".cursorrules",
  ".windsurfrules",
] as const;

/** A file that takes AGENTS.md in says it all already. */
const TAKES_AGENTS_IN = /^\s*@(?:\.\/)?AGENTS\.md\s*$/m;

/**
 * Puts bd's block into AGENTS.md of the work tree, and into what other agent programs read there, or takes it out. Nothing outside of the block is
 * touched. @throws NO_WORK_TREE, BLOCK_BROKEN, LINK_LEADS_OUT
 */
export async function setupAgents(workspace: Workspace, mode: SetupMode): Promise<SetupResult> {
  const { workTree } = workspace.repository.location;
  if (workTree === null) throw new BeadsError("environment", "NO_WORK_TREE", "A bare repository has no AGENTS.md.");
  const main = join(workTree, "AGENTS.md");
  const others = OTHERS.map((name) => join(workTree, name)).filter((file) => needsBlock(file, main, mode));
  const all = [main, ...others];
  for (const file of all) refuseLinkOut(workTree, file);
  // All can be done, or none is.
  for (const file of all) change(file, { ...mode, dry_run: true });
  const files = all.map((file) => change(file, mode));
  const made = files.filter(({ action }) => !mode.remove && action === "written").map(({ file }) => relative(workTree, file));
  const advice = made.length === 0 ? [] : [`Commit ${made.join(" and ")}, so that every clone has it.`];
  return { what: "agents", dry_run: mode.dry_run, files, advice };
}

function needsBlock(file: string, main: string, { remove }: SetupMode): boolean {
  const text = readOutside(file);
  if (text === undefined || isSameFile(file, main)) return false;
  return text.includes("<!-- bd:begin") || (!remove && !TAKES_AGENTS_IN.test(text));
}

function change(file: string, { remove, dry_run }: SetupMode): SetupFile {
  const before = readOutside(file);
  if (before === undefined && remove) return { file, action: "absent" };
  const after = withBlock(before ?? "", remove ? null : AGENTS_TEXT);
  if (after === before) return { file, action: remove ? "absent" : "unchanged" };
  const isEmpty = remove && after.trim() === "";
  if (!dry_run && isEmpty) removeOutside(file);
  if (!dry_run && !isEmpty) writeOutside(file, after);
  return { file, action: isEmpty ? "removed" : remove ? "cleaned" : "written" };
}

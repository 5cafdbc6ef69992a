import { join } from "node:path";
import { AGENTS_TEXT } from "../../templates/agents.ts";
import { withBlock } from "../domain/marked-block.ts";
import { BeadsError } from "../errors.ts";
import { readOutside, refuseLinkOut, removeOutside, writeOutside } from "../store/outside-file.ts";
import type { SetupFile, SetupMode, SetupResult } from "./setup-file.ts";
import type { Workspace } from "./workspace.ts";

/** Puts bd's block into AGENTS.md of the work tree, or takes it out. Nothing outside of the block is touched. @throws NO_WORK_TREE, BLOCK_BROKEN */
export async function setupAgents(workspace: Workspace, mode: SetupMode): Promise<SetupResult> {
  const { workTree } = workspace.repository.location;
  if (workTree === null) throw new BeadsError("environment", "NO_WORK_TREE", "A bare repository has no AGENTS.md.");
  const file = join(workTree, "AGENTS.md");
  refuseLinkOut(workTree, file);
  const files = [change(file, mode)];
  const isNew = !mode.remove && files[0]?.action === "written";
  return { what: "agents", dry_run: mode.dry_run, files, advice: isNew ? ["Commit AGENTS.md, so that every clone has it."] : [] };
}

function change(file: string, { remove, dry_run }: SetupMode): SetupFile {
  const before = readOutside(file);
  if (before === undefined && remove) return { file, action: "absent" };
  const after = withBlock(before ?? "", remove ? null : AGENTS_TEXT);
  if (after === before) return { file, action: remove ? "absent" : "unchanged" };
  const isEmpty = remove && after.trim() === "";
  if (!dry_run && isEmpty) removeOutside(file);
  if (!dry_run && !isEmpty) writeOutside(file, after);
  return { file, action: remove ? "removed" : "written" };
}

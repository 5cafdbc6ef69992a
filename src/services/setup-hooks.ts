import { dirname, join } from "node:path";
import { AGENT_HOOKS, type AgentHook } from "../../templates/agent-hooks.ts";
import { withHooks, withoutHooks } from "../domain/hook-settings.ts";
import { BeadsError } from "../errors.ts";
import { readOutside, refuseLinkOut, removeOutside, writeOutside } from "../store/outside-file.ts";
import type { SetupFile, SetupMode, SetupResult } from "./setup-file.ts";
import type { Workspace } from "./workspace.ts";

export type AgentProgram = keyof typeof AGENT_HOOKS;

export interface SetupHooksInput extends SetupMode {
  readonly what: AgentProgram;
  /** The settings, absolute. */
  readonly file: string;
  /** The work tree that it lies in; null for the user's own. */
  readonly root: string | null;
}

/** Where a project's own settings lie. @throws NO_WORK_TREE */
export function hookFileOf({ repository }: Workspace, ...parts: readonly string[]): Pick<SetupHooksInput, "file" | "root"> {
  const { workTree } = repository.location;
  if (workTree !== null) return { file: join(workTree, ...parts), root: workTree };
  throw new BeadsError("environment", "NO_WORK_TREE", "A bare repository has no settings of an agent program.", {
    hints: ["--user sets up your own."],
  });
}

/**
 * Puts bd's hooks into the settings of an agent program, beside those that are there, or takes them out. Nothing else in the file changes by a byte.
 * @throws SETTINGS_UNREADABLE, LINK_LEADS_OUT
 */
export async function setupHooks(input: SetupHooksInput): Promise<SetupResult> {
  const { what, file, root, remove, dry_run } = input;
  if (root !== null) for (const path of [dirname(file), file]) refuseLinkOut(root, path);
  const done = change(input, AGENT_HOOKS[what]);
  const advice = done.action === "written" ? [...(root === null ? [] : [SHARED]), ...(what === "codex" ? [TRUST] : [])] : [];
  return { what, dry_run, files: [done], advice: remove ? [] : advice };
}

const SHARED =
  "Commit it, so that every clone has it. Who has no bd is not disturbed by it; --user sets up your own settings instead.";
const TRUST = "Codex runs new hooks only once you trust them: start codex and type /hooks.";

function change({ file, remove, dry_run }: SetupHooksInput, hooks: readonly AgentHook[]): SetupFile {
  const before = readOutside(file);
  if (before === undefined && remove) return { file, action: "absent" };
  const text = before === undefined || before.trim() === "" ? "{}\n" : before;
  const after = remove ? withoutHooks(text) : withHooks(text, hooks);
  if (after === null) throw unreadable(file);
  if (after === text && (before !== undefined || remove)) return { file, action: remove ? "absent" : "unchanged" };
  const isEmpty = remove && after.trim() === "{}";
  if (!dry_run && isEmpty) removeOutside(file);
  if (!dry_run && !isEmpty) writeOutside(file, after);
  return { file, action: isEmpty ? "removed" : remove ? "cleaned" : "written" };
}

function unreadable(file: string): BeadsError {
  return new BeadsError("conflict", "SETTINGS_UNREADABLE", `${file} does not hold settings that bd can add to.`, {
    hints: ["It has to be a JSON object in which hooks, where it is there, holds lists by event. Nothing was written."],
    fields: { file },
  });
}

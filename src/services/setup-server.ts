import { dirname } from "node:path";
import { type ServerSyntax, withoutServer, withServer } from "../domain/server-settings.ts";
import { BeadsError } from "../errors.ts";
import { readOutside, refuseLinkOut, removeOutside, writeOutside } from "../store/outside-file.ts";
import type { SetupFile, SetupMode } from "./setup-file.ts";

export interface SetupServerInput extends SetupMode {
  /** The settings, absolute. */
  readonly file: string;
  /** The work tree that it lies in; null for the user's own. */
  readonly root: string | null;
  readonly syntax: ServerSyntax;
}

/** Puts `bd mcp` into the settings of an agent program, or takes it out. Nothing else in the file changes by a byte. @throws SETTINGS_UNREADABLE, LINK_LEADS_OUT */
export function setupServer({ file, root, syntax, remove, dry_run }: SetupServerInput): SetupFile {
  if (root !== null) for (const path of [dirname(file), file]) refuseLinkOut(root, path);
  const before = readOutside(file);
  if (before === undefined && remove) return { file, action: "absent" };
  const text = before === undefined || before.trim() === "" ? (syntax === "json" ? "{}\n" : "") : before;
  const after = remove ? withoutServer(text, syntax) : withServer(text, syntax);
  if (after === null) throw unreadable(file);
  if (after === text) return { file, action: remove ? "absent" : "unchanged" };
  const isEmpty = remove && ["", "{}"].includes(after.trim());
  if (!dry_run && isEmpty) removeOutside(file);
  if (!dry_run && !isEmpty) writeOutside(file, after);
  return { file, action: remove ? "removed" : "written" };
}

function unreadable(file: string): BeadsError {
  return new BeadsError("conflict", "SETTINGS_UNREADABLE", `${file} does not hold settings that bd can add to.`, {
    hints: [
      "JSON has to be an object in which mcpServers is one by name; in TOML each server is a table of its own. Nothing was written.",
    ],
    fields: { file },
  });
}

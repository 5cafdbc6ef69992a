import { oneLine } from "../domain/strip.ts";
import type { SetupFile, SetupResult } from "../services/setup-file.ts";

export function setupJson({ what, dry_run, files, advice }: SetupResult) {
  return { what, dry_run, files, advice };
}

/** A line for each file. */
export function renderSetup({ dry_run, files, advice }: SetupResult): string[] {
  return [...files.map((file) => `${words(file, dry_run)}: ${oneLine(file.file)}`), ...advice];
}

function words({ action }: SetupFile, dryRun: boolean): string {
  if (action === "unchanged") return "up to date";
  if (action === "absent") return "not there";
  return dryRun ? `would be ${action}` : action;
}

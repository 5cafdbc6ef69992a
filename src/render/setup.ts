import { oneLine } from "../domain/strip.ts";
import type { SetupCronResult } from "../services/setup-cron.ts";
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
  if (action === "cleaned") return dryRun ? "bd would be taken out of" : "bd taken out of";
  return dryRun ? `would be ${action}` : action;
}

/** The same with the texts that are printed instead of written. */
export function setupCronJson(result: SetupCronResult) {
  return { ...setupJson(result), texts: result.texts };
}

/** Texts as they are, each under its file's name as a comment where there are several; then the files, and what is left to do. */
export function renderSetupCron(result: SetupCronResult): string[] {
  const texts = Object.entries(result.texts);
  const printed = texts.flatMap(([file, text]) => [
    ...(texts.length > 1 ? [`# ${oneLine(file)}`] : []),
    ...text.trimEnd().split("\n"),
  ]);
  return [...printed, ...renderSetup(result)];
}

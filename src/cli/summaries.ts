import type { Table } from "./table.ts";

/** Verb to summary, put in by the build, so that plain `bd` loads no verb. Not there when run from source. */
declare const BUILT_SUMMARIES: Readonly<Record<string, string>> | undefined;

/** The summary of every verb. */
export async function summariesOf(table: Table): Promise<Readonly<Record<string, string>>> {
  if (typeof BUILT_SUMMARIES !== "undefined") return BUILT_SUMMARIES;
  const pairs = Object.entries(table).map(async ([name, entry]) => [name, (await entry.load()).summary]);
  return Object.fromEntries(await Promise.all(pairs));
}

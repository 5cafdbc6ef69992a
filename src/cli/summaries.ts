import type { Table } from "./table.ts";

/** Verb to summary as JSON, put in by the build, so that plain `bd` loads no verb. Not there when run from source. */
declare const BUILT_SUMMARIES: string | undefined;

/** The summary of every verb. */
export async function summariesOf(table: Table): Promise<Readonly<Record<string, string>>> {
  if (typeof BUILT_SUMMARIES !== "undefined") return JSON.parse(BUILT_SUMMARIES) as Record<string, string>;
  const pairs = Object.entries(table).map(async ([name, entry]) => [name, (await entry.load()).summary]);
  return Object.fromEntries(await Promise.all(pairs));
}

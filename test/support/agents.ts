import { bdJson } from "./processes.ts";
import type { Scratch } from "./scratch.ts";

/** A row of `bd agent list --json`, as far as tests look at it. */
export interface AgentRow {
  readonly name: string;
  readonly presence: string;
  readonly state: string | null;
  readonly why: string | null;
  readonly issue: string | null;
  readonly worktree: string | null;
  readonly process: { readonly pid: number; readonly life: string } | null;
  readonly source: string;
}

/** Who is known in a clone but people, by name. Asked as a person, who gives no sign of life. */
export async function agentsIn(here: Scratch, directory: string): Promise<AgentRow[]> {
  const rows = await bdJson<(AgentRow & { readonly kind: string })[]>(here, directory, ["agent", "list"]);
  return rows.filter(({ kind }) => kind === "agent").sort((a, b) => (a.name < b.name ? -1 : 1));
}

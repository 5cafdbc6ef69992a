import type { Workspace } from "../services/workspace.ts";

/** An answer in which every title of an issue that came from another project is marked, wherever it stands: in links and hints there is only the id to tell it by. */
export async function markForeign(workspace: Workspace, answer: object): Promise<object> {
  const { ledger } = workspace;
  // Where there is no ledger, nothing in an answer is from anybody.
  const snapshot = ledger.seen.snapshot ?? (await ledger.snapshot().catch(() => undefined));
  if (snapshot === undefined) return answer;
  return marked(answer, (id) => snapshot.issue(id)?.origin != null) as object;
}

function marked(value: unknown, isForeign: (id: string) => boolean): unknown {
  if (Array.isArray(value)) return value.map((each) => marked(each, isForeign));
  if (typeof value !== "object" || value === null) return value;
  const inner = Object.fromEntries(Object.entries(value).map(([key, each]) => [key, marked(each, isForeign)]));
  const { id, bead, title, origin } = inner;
  const named = id ?? bead;
  // What says itself where it is from needs no second look.
  if (typeof title !== "string" || typeof named !== "string" || origin !== undefined) return inner;
  return isForeign(named) ? { ...inner, foreign: true } : inner;
}

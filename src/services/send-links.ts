import { BeadsError } from "../errors.ts";
import type { Edit } from "../store/operation.ts";
import { heldRows } from "./held.ts";
import { resolveId } from "./resolve-id.ts";
import type { Workspace } from "./workspace.ts";

/** The issues of this project that name what is sent: the one that it is about, and the one that waits for it. */
export interface SendLinks {
  readonly related: string | null;
  readonly blocked: string | null;
}

/** Which issues those are. Nothing waits unasked. @throws NO_ISSUE_NAMED where the caller holds none, or several, and names none */
export async function linksOf(
  workspace: Workspace,
  { issue, blocks_me }: { readonly issue?: string | undefined; readonly blocks_me?: boolean | undefined },
): Promise<SendLinks> {
  const related = issue === undefined ? null : resolveId(await workspace.ledger.snapshot(), issue, { exact: true });
  if (blocks_me !== true) return { related, blocked: null };
  // What waits for it names it already.
  return { related: null, blocked: related ?? (await heldIssue(workspace)) };
}

/** The edits that make the links. */
export function linkEdits({ related, blocked }: SendLinks, address: string): Edit[] {
  const edits: Edit[] = related === null ? [] : [{ id: related, add: { related: [address] } }];
  if (blocked === null) return edits;
  return [...edits, { id: blocked, add: { needs: [{ id: address, needs_success: false }] } }];
}

async function heldIssue(workspace: Workspace): Promise<string> {
  const held = (await heldRows(workspace)).map(({ issue }) => issue.id);
  const [only] = held;
  if (only !== undefined && held.length === 1) return only;
  const why = only === undefined ? "You hold no issue that this could block." : `You hold several issues: ${held.join(", ")}.`;
  throw new BeadsError("usage", "NO_ISSUE_NAMED", why, {
    hints: ["Name the one that waits for it: --issue <id> --blocks-me."],
    fields: { candidates: held },
  });
}

import type { Issue } from "../domain/issue.ts";
import { type Verdict, verdictWords } from "../domain/verdict.ts";
import { BeadsError } from "../errors.ts";
import type { ReplyInput } from "./reply.ts";

/** A verdict is an answer with words of its own; "not fixed" opens the issue again. */
export function withVerdict(input: ReplyInput): ReplyInput {
  if (input.verdict === undefined) return input;
  const { data, body } = verdictWords(input.verdict);
  return {
    ...input,
    type: input.type ?? "response",
    body: input.body.trim() === "" ? body : input.body,
    data: [...(input.data ?? []), data],
    reopen: input.verdict === "not-fixed",
  };
}

/** Whose work is judged, as far as that is known. @throws NOT_CLOSED where there is nothing to judge */
export function judgedBy(
  { issue, address }: { readonly issue: Issue | null; readonly address: string },
  verdict: Verdict,
): string | null {
  if (issue === null) return null;
  if (issue.closed !== null) return issue.closed.by;
  const word = verdict === "verified" ? "verified" : "said not to be fixed";
  throw new BeadsError("conflict", "NOT_CLOSED", `${address} is open: only what was closed can be ${word}.`, {
    hints: [`bd reply ${address} says something on it.`],
    fields: { id: issue.id, status: issue.status },
  });
}

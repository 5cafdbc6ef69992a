import type { Issue } from "../../domain/issue.ts";
import { broken, checksum, seal, unseal } from "./seal.ts";

/** An issue as the table `content` keeps it: its text by itself, since searches look into it, and sealed with the rest. */
export interface KeptIssue {
  readonly json: string;
  readonly body: string;
}

export function keepIssue(issue: Issue): KeptIssue {
  const { body } = issue;
  return { json: seal({ ...issue, body: checksum(body) }), body };
}

/** @throws SyntaxError where what was kept has changed */
export function issueOf({ json, body }: KeptIssue): Issue {
  const issue = unseal<Omit<Issue, "body"> & { body: number }>(json);
  if (issue.body !== checksum(body)) throw broken();
  return { ...issue, body };
}

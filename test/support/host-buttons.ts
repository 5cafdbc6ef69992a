import { rmSync } from "node:fs";
import type { Scratch } from "./scratch.ts";

/** The three buttons that hosts have for a pull request. */
export const BUTTONS = ["merge", "squash", "rebase"] as const;
export type Button = (typeof BUTTONS)[number];

export interface PullRequest {
  /** The branch that it is merged into. */
  readonly base: string;
  readonly branch: string;
  /** Another repository that has the branch: a fork. */
  readonly fork?: string;
  /** What the person lets the one commit of a squash say: the title alone, or with all messages below it. */
  readonly squashed?: "title" | "messages";
}

/**
 * Merges a pull request in a bare repository as the host's button does, with git's own machinery. @throws with git's words where there is a conflict:
 * then the host would show no button.
 */
export async function press(here: Scratch, bare: string, button: Button, request: PullRequest): Promise<void> {
  const work = here.path(`host-${button}-${request.branch.replaceAll("/", "-")}`);
  rmSync(work, { recursive: true, force: true });
  await here.git(here.root, "clone", "--quiet", "--no-checkout", bare, work);
  const git = (...args: string[]) => here.git(work, "-c", "user.name=A Person", "-c", "user.email=person@host.example", ...args);
  await git("fetch", "--quiet", request.fork ?? bare, `refs/heads/${request.branch}:refs/heads/request`);
  await git("checkout", "--quiet", "-B", "base", `origin/${request.base}`);
  const title = `Merge pull request #1 from ${request.branch}`;
  if (button === "merge") await git("merge", "--quiet", "--no-ff", "-m", title, "request");
  else if (button === "squash") await squash(git, request);
  else {
    await git("rebase", "--quiet", "--force-rebase", "base", "request");
    await git("checkout", "--quiet", "-B", "base", "request");
  }
  await git("push", "--quiet", "origin", `base:refs/heads/${request.base}`);
  rmSync(work, { recursive: true, force: true });
}

async function squash(git: (...args: string[]) => Promise<string>, request: PullRequest): Promise<void> {
  await git("merge", "--quiet", "--squash", "request");
  const subjects = await git("log", "--reverse", "--format=* %B", "base..request");
  const below = request.squashed === "messages" ? ["-m", subjects] : [];
  await git("commit", "--quiet", "-m", "What was proposed (#1)", ...below);
}

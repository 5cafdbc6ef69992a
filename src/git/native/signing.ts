import { BeadsError } from "../../errors.ts";
import { isTrue } from "../config-file.ts";
import type { Environment } from "../environment.ts";
import type { CommitDraft, GitConfig, Oid, Signature } from "../repository.ts";
import { gitWords } from "../words.ts";
import type { GitProcess } from "./git-process.ts";

/** True where the user wants bd's commits signed (`git config beads.sign true`). */
export function isSigning(config: GitConfig): boolean {
  return isTrue(config.get("beads.sign"));
}

/**
 * Makes the commits of some drafts once more, signed as `git commit -S` would sign them, each on the signed one before it.
 * `unsigned` are the same commits as fast-import made them: their trees are used. @throws SIGNING_FAILED with git's words
 */
export async function signCommits(
  git: GitProcess,
  drafts: readonly CommitDraft[],
  { unsigned, config }: { readonly unsigned: readonly Oid[]; readonly config: GitConfig },
): Promise<readonly Oid[]> {
  const signed: Oid[] = [];
  for (const [index, draft] of drafts.entries()) {
    const parent = typeof draft.parent === "number" ? signed[draft.parent] : draft.parent;
    const parents = parent === null || parent === undefined ? [] : ["-p", parent];
    const run = await git.run(
      ["commit-tree", keyFlag(config, draft.committer), ...parents, "-F", "-", `${unsigned[index]}^{tree}`],
      {
        input: draft.message.replaceAll("\0", ""),
        env: { ...person("AUTHOR", draft.author), ...person("COMMITTER", draft.committer) },
        settings: ["i18n.commitEncoding=UTF-8"],
      },
    );
    if (run.status !== 0) throw signingFailed(run.stderr);
    signed.push(run.stdout.toString("utf8").trim());
  }
  return signed;
}

/** Where no key is configured gpg is asked for one by e-mail: git would ask by the agent's name, which no key bears. */
function keyFlag(config: GitConfig, { email }: Signature): string {
  const format = config.get("gpg.format") ?? "openpgp";
  return format === "openpgp" && config.get("user.signingkey") === undefined ? `-S${email}` : "-S";
}

function person(role: "AUTHOR" | "COMMITTER", { name, email, at }: Signature): Environment {
  const date = `${Math.max(0, Math.floor(at / 1000))} +0000`;
  return { [`GIT_${role}_NAME`]: name, [`GIT_${role}_EMAIL`]: email, [`GIT_${role}_DATE`]: date };
}

function signingFailed(stderr: string): BeadsError {
  const words = gitWords(stderr);
  return new BeadsError(
    "environment",
    "SIGNING_FAILED",
    `The commit could not be signed: ${words.split("\n")[0] ?? ""}`.replace(/\.*$/, "."),
    {
      hints: ["beads.sign is on: see to user.signingkey and gpg.format, or turn it off with git config beads.sign false."],
      fields: { git: words },
    },
  );
}

import { type Human, nameOf } from "../domain/actor.ts";
import { BeadsError } from "../errors.ts";
import { serializeCommitMessage } from "../format/commit-message.ts";
import type { CommitDraft, FileWrite, Oid } from "../git/repository.ts";
import type { Clone } from "./clone.ts";
import { isClaimWatched } from "./markers.ts";
import { momentOf } from "./moment.ts";
import type { Operation, VerbName, VerbResults } from "./operation.ts";
import type { Snapshot } from "./snapshot.ts";
import type { Draft, State, Verdict } from "./state.ts";
import { VERBS } from "./verbs/index.ts";
import { refuseByRole } from "./verbs/roles.ts";

/** The files of commits that are decided but not made yet, laid over a tip. */
export type Overlay = Map<string, string | Uint8Array>;

/** What a verb sees: the tip, with the drafts before it. */
export function stateAt(
  clone: Clone,
  at: { tip: Oid; snapshot: Snapshot; overlay: Overlay; operation: Operation; replay: boolean },
): State {
  return {
    snapshot: at.snapshot,
    moment: momentOf(clone, nameOf(at.operation.actor)),
    chance: clone.chance,
    replay: at.replay,
    isWatched: (issue, epoch) => isClaimWatched(clone.repository.location, issue, epoch),
    read: async (path) => {
      const laid = at.overlay.get(path);
      const content = laid ?? (await clone.repository.readFiles(at.tip, [path])).get(path);
      return content === undefined || typeof content === "string" ? content : Buffer.from(content).toString("utf8");
    },
  };
}

/** Decides one operation. What its preconditions refuse is a verdict; what is broken (git, disk) is thrown. */
export async function decide<V extends VerbName>(state: State, operation: Operation<V>): Promise<Verdict<VerbResults[V]>> {
  try {
    const refused = refuseByRole(state, operation);
    return refused === undefined ? await VERBS[operation.verb](state, operation) : { kind: "lost", error: refused };
  } catch (error) {
    if (error instanceof BeadsError && error.kind !== "environment") return { kind: "lost", error };
    throw error;
  }
}

/** The commit that a draft becomes: the agent as its author, the human's e-mail, the text and the trailers. */
export function commitOf(clone: Clone, operation: Operation, draft: Draft<unknown>, parent: Oid | number | null): CommitDraft {
  const { actor, op } = operation;
  requireAuthor(actor.human);
  const signature = { name: nameOf(actor), email: actor.human.email, at: clone.now() };
  const trailers: [string, string][] = [
    ...draft.beads.map((bead): [string, string] => ["Bead", bead]),
    ["Beads-Op", op],
    ["Beads-Actor", [nameOf(actor), actor.session].filter((part) => part !== null).join(" ")],
    ...(draft.housekeeping === true ? [["Beads-Kind", "housekeeping"] as [string, string]] : []),
  ];
  const message = serializeCommitMessage({ subject: draft.subject, text: draft.text ?? "", trailers });
  return { parent, files: draft.files, message, author: signature, committer: signature };
}

/** Lays a draft's files over what later operations will read. */
export function lay(overlay: Overlay, files: readonly FileWrite[]): void {
  for (const file of files) if (file.content !== null) overlay.set(file.path, file.content);
}

/** Nothing is written in nobody's name. */
function requireAuthor({ name, email }: Human): void {
  if (name !== "" && email !== "") return;
  throw new BeadsError("environment", "NO_AUTHOR", "git does not know who you are, so nothing was written.", {
    hints: ['git config --global user.name "Your Name"', "git config --global user.email you@example.com"],
  });
}

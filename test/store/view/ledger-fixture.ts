import { openRepository } from "../../../src/git/open.ts";
import type { FileWrite, Oid, Repository } from "../../../src/git/repository.ts";
import { LEDGER_REF } from "../../../src/store/refs.ts";
import { type Scratch, scratch } from "../../support/scratch.ts";

const NOBODY = { name: "Test Person", email: "person@example.com", at: Date.UTC(2026, 0, 2) };

/** A repository with a ledger of plain texts: the view looks at paths and bytes, never at what the beads say. */
export interface Shown {
  readonly box: Scratch;
  readonly root: string;
  readonly repository: Repository;
  /** Commits files on the ledger's tip, null taking one away, and answers what the write changed. */
  change(files: Readonly<Record<string, string | null>>): Promise<{ from: Oid; to: Oid; files: FileWrite[] }>;
}

export const PROJECT = ".beads/project.md";
export const ISSUE = ".beads/issues/1a/vc-7k3xq2/issue.md";
export const MESSAGE = ".beads/issues/1a/vc-7k3xq2/messages/20261121T103000123Z-7k3xq2.md";

export async function shown(options: { init?: string[]; files?: Record<string, string> } = {}): Promise<Shown> {
  const box = scratch();
  const root = await box.repository("clone", options);
  return { ...(await ledgerIn(box, root)), root };
}

export async function ledgerIn(box: Scratch, directory: string): Promise<Omit<Shown, "root">> {
  const repository = await openRepository(directory, box.env);
  const change: Shown["change"] = async (files) => {
    const from = await repository.readRef(LEDGER_REF);
    const writes = Object.entries(files).map(([path, content]) => ({ path, content }));
    const [to = ""] = await repository.writeCommits([
      { parent: from, files: writes, message: "change\n", author: NOBODY, committer: NOBODY },
    ]);
    await repository.updateRefs([{ ref: LEDGER_REF, to, from }]);
    return { from: from ?? "", to, files: writes };
  };
  if ((await repository.readRef(LEDGER_REF)) === null) await change({ [PROJECT]: "project\n", [ISSUE]: "one\n" });
  return { box, repository, change };
}

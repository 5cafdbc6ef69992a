import { openRepository } from "../../../src/git/open.ts";
import { LEDGER_REF } from "../../../src/store/refs.ts";
import { updateView } from "../../../src/store/view/update.ts";

/** Commits some messages of its own among others that do the same, and takes the view along after each. */
const [directory = "", name = "", times = "0"] = process.argv.slice(2);
const repository = await openRepository(directory, process.env);
const who = { name, email: "person@example.com", at: 0 };
for (let turn = 0; turn < Number(times); turn++) {
  const files = [{ path: `.beads/issues/1a/vc-${name}/messages/20261121T1030000${10 + turn}Z-7k3xq2.md`, content: `${turn}\n` }];
  for (let swapped = false; !swapped; ) {
    const from = await repository.readRef(LEDGER_REF);
    const [to = ""] = await repository.writeCommits([{ parent: from, files, message: "change\n", author: who, committer: who }]);
    swapped = await repository.updateRefs([{ ref: LEDGER_REF, to, from }]);
    if (swapped) await updateView({ repository, changes: { from: from ?? "", to, files } });
  }
}

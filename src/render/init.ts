import { oneLine } from "../domain/strip.ts";
import type { InitResult } from "../services/init.ts";
import { bold, type Style } from "./style.ts";

export function initJson({ created, adopted, project, remote, reach, why, no_view }: InitResult) {
  const { name, prefix, identity, format } = project;
  return { created, adopted, name, prefix, identity, format, remote, reach, why, view: no_view === null };
}

/** What there is now, where it lives, and the three ways to look at it. */
export function renderInit(result: InitResult, style: Style): string[] {
  const { project, remote, why, no_view } = result;
  const shared = remote === null ? "" : ` and, shared, on the branch beads of ${oneLine(remote)}`;
  return [
    `${wordOf(result)} ${bold(style, oneLine(project.name))} (${oneLine(project.identity)}). Ids begin with ${project.prefix}-.`,
    ...(why === null ? [] : [`It is only here so far: ${why}`]),
    "",
    `Beads live in this repository, outside your branches: at refs/beads/ledger${shared}.`,
    "Three ways to look at them:",
    "  bd                     bd ready, bd list, bd show <id>",
    no_view === null
      ? "  .beads/                plain files, kept up to date, ignored by git"
      : `  (no .beads/ files: ${no_view})`,
    "  git log beads/ledger   the conversation, one commit for each change",
    "",
    'Next: bd create "What is to be done"',
  ];
}

function wordOf({ created, adopted }: InitResult): string {
  if (created) return "Made a ledger for";
  return adopted ? "Found the ledger on the remote and adopted it:" : "There is a ledger already:";
}

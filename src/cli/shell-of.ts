import { BeadsError } from "../errors.ts";

const SHELLS = ["bash", "zsh", "fish"] as const;
type Shell = (typeof SHELLS)[number];

/** The shell of a name. @throws UNKNOWN_SHELL */
export function shellOf(word: string | undefined): Shell {
  const shell = SHELLS.find((known) => known === word);
  if (shell !== undefined) return shell;
  const message = word === undefined ? "Which shell is the script for?" : `There is no completion for ${word}.`;
  throw new BeadsError("usage", "UNKNOWN_SHELL", message, {
    hints: [`Known are: ${SHELLS.join(", ")}.`],
    fields: { shell: word ?? null },
  });
}

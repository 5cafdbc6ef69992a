/** When a verb is used, and what it answers then. */
export interface Guide {
  /** One paragraph. */
  readonly when: string;
  readonly examples: readonly Example[];
}

/** One line that can be typed, with its here-document if it has one. */
export interface Example {
  readonly command: string;
  /** What bd answers, a status that is not 0 as its last line; null where the command is shown alone. */
  readonly answer: readonly string[] | null;
}

/**
 * Reads a verb's guide: what stands between its heading and its first block says when it is used, its blocks are the
 * examples. Of a `console lines` block only what is typed is shown, of a `console setup` block nothing.
 */
export function parseGuide(text: string): Guide {
  const [prose = ""] = text.replace(/^# .*\n/, "").split(/^```/m);
  const blocks = [...text.matchAll(/^```console(?: (\w+))?\n([\s\S]*?)^```$/gm)];
  return {
    when: prose.trim().replace(/\s+/g, " "),
    examples: blocks.flatMap(([, kind, lines = ""]) => (kind === "setup" ? [] : examplesIn(lines, kind === "lines"))),
  };
}

function examplesIn(block: string, isShort: boolean): Example[] {
  return block.split(/^(?=\$ )/m).map((part) => {
    const [typed = "", ...below] = part.trimEnd().split("\n");
    const here = /<<'?([A-Z]+)'?$/.exec(typed)?.[1];
    const end = here === undefined ? 0 : below.indexOf(here) + 1;
    const command = [typed.slice(2), ...below.slice(0, end)].join("\n");
    return { command, answer: isShort ? null : below.slice(end) };
  });
}

/** The name of a verb's guide among the templates, such as `dep-add.md`. */
export function guideFile(verb: string): string {
  return `${verb.replaceAll(" ", "-")}.md`;
}

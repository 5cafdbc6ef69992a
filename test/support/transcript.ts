/** A command of a transcript with the here-document that follows it. */
export interface Step {
  readonly command: string;
  readonly input: string | null;
}

/** Answers what a command prints, without the last newline, and its exit status. */
export type Play = (step: Step) => Promise<{ readonly output: string; readonly status: number }>;

/**
 * Plays a transcript again: every `$ ` line of its console blocks is run, and what stands below it is replaced by what it
 * says now. Prose stays. A status that is not 0 is a line of its own, `[status 3]`.
 * Of a block with a word behind `console`, such as `console setup`, only what fails answers.
 */
export async function replay(text: string, play: Play): Promise<string> {
  const parts = text.split(/^(```console(?: \w+)?\n[\s\S]*?^```$)/m);
  const played: string[] = [];
  for (const part of parts) played.push(part.startsWith("```console") ? await replayBlock(part, play) : part);
  return played.join("");
}

async function replayBlock(block: string, play: Play): Promise<string> {
  const [opening = "", ...lines] = block.split("\n").slice(0, -1);
  const said: string[] = [];
  for (let at = 0; at < lines.length; ) {
    const line = lines[at] ?? "";
    at += 1;
    if (!line.startsWith("$ ")) continue;
    const [typed, step] = readStep(line, lines.slice(at));
    at += typed.length - 1;
    const { output, status } = await play(step);
    const isSilent = output === "" || (status === 0 && opening !== "```console");
    said.push(...typed, ...(isSilent ? [] : output.split("\n")), ...(status === 0 ? [] : [`[status ${status}]`]));
  }
  return [opening, ...said, "```"].join("\n");
}

/** The lines that were typed, with the here-document if there is one, and the command that they make. */
function readStep(line: string, below: readonly string[]): [string[], Step] {
  const here = / ?<<'?([A-Z]+)'?$/.exec(line);
  if (here === null) return [[line], { command: line.slice(2), input: null }];
  const end = below.indexOf(here[1] ?? "");
  if (end === -1) throw new Error(`The here-document of "${line}" has no end.`);
  const input = below.slice(0, end);
  return [[line, ...below.slice(0, end + 1)], { command: line.slice(2, here.index), input: `${input.join("\n")}\n` }];
}

import { filled, folded } from "./fold.ts";

/** A line that can be typed, and what bd answers; null where it is shown alone. */
export interface ShownExample {
  readonly command: string;
  readonly answer: readonly string[] | null;
}

/** Of an answer that has more lines than these, the first ones are shown. */
const LINES = 9;

/** The signs of answers as they are where only ASCII may be used. */
const SIGNS: Readonly<Record<string, string>> = {
  "○": "o",
  "◐": ">",
  "●": "#",
  "✓": "+",
  "▸": ">",
  "·": "-",
  "←": "<-",
  "└": "`",
  "─": "-",
  "…": "..",
};

interface Look {
  readonly width: number;
  readonly ascii: boolean;
}

/** Examples as they are seen in a terminal of that width; what only is typed stands close together. */
export function renderExamples(examples: readonly ShownExample[], { width, ascii }: Look): string[] {
  const lines = laidOut(examples, width);
  return ascii ? lines.map((line) => line.replace(/[^\x20-\x7e]/gu, (sign) => SIGNS[sign] ?? "?")) : lines;
}

function laidOut(examples: readonly ShownExample[], width: number): string[] {
  return examples.flatMap(({ command, answer }, at) => {
    const isApart = at > 0 && (answer !== null || examples[at - 1]?.answer !== null);
    const lines = [...typed(command, width), ...shortened(answer ?? []).flatMap((line) => folded(line, width))];
    return [...(isApart ? [""] : []), ...lines];
  });
}

function shortened(answer: readonly string[]): readonly string[] {
  return answer.length <= LINES ? answer : [...answer.slice(0, LINES - 1), "…"];
}

/** A command that is too long goes on behind a backslash, so that it can be pasted as it stands; what is quoted stays whole. */
function typed(command: string, width: number): string[] {
  const [first = "", ...document] = command.split("\n");
  const words = first.match(/(?:"(?:\\.|[^"\\])*"|'[^']*'|\S)+/g) ?? [];
  const lines = filled(
    ["$", ...withValues(words)].map((word) => `${word} `),
    { width: width - 2, hang: 4 },
  );
  return [...lines.map((line, at) => (at === lines.length - 1 ? line : `${line} \\`)), ...document];
}

/** A flag and its value are not torn apart. */
function withValues(words: readonly string[]): string[] {
  const parts: string[] = [];
  for (const word of words) {
    const last = parts.at(-1) ?? "";
    if (/^--?[a-z-]+$/.test(last) && !/^[-<>|]/.test(word)) parts[parts.length - 1] = `${last} ${word}`;
    else parts.push(word);
  }
  return parts;
}

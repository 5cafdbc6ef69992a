/** Breaks words into lines of at most `width` columns; a word that is longer stays whole. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/).filter(Boolean)) {
    if (line !== "" && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return line === "" ? lines : [...lines, line];
}

/** Two columns: labels to the left, wrapped text to the right, below the label where that is too long. */
export function columns(rows: readonly { readonly label: string; readonly text: string }[], width: number): string[] {
  const left = Math.min(Math.max(0, ...rows.map(({ label }) => label.length)), Math.floor(width * 0.4));
  return rows.flatMap(({ label, text }) => {
    const [first = "", ...rest] = wrap(text, Math.max(20, width - left - 4));
    const indent = " ".repeat(left + 4);
    if (label.length > left) return [`  ${label}`, ...[first, ...rest].map((line) => `${indent}${line}`)];
    return [`  ${label.padEnd(left)}  ${first}`.trimEnd(), ...rest.map((line) => `${indent}${line}`)];
  });
}

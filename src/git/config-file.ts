/** One setting of a git configuration: the key in lower case but for its subsection, and its value. */
export interface Setting {
  readonly key: string;
  readonly value: string;
}

const SECTION = /^\[\s*([A-Za-z0-9.-]+)(?:\s+"((?:[^"\\]|\\.)*)")?\s*\]/;
const NAME = /^([A-Za-z][A-Za-z0-9-]*)\s*(=?)/;

/** Reads the text of a git configuration file. Includes are not followed; what cannot be read is passed over. */
export function parseConfigFile(text: string): readonly Setting[] {
  const settings: Setting[] = [];
  let section = "";
  const lines = (text.startsWith("\uFEFF") ? text.slice(1) : text).split("\n");
  for (const whole of text.includes("\\") ? joinContinued(lines) : lines) {
    let line = whole.trim();
    const head = line.startsWith("[") ? SECTION.exec(line) : null;
    if (head !== null) {
      section = sectionKey(head[1] ?? "", head[2]);
      line = line.slice(head[0].length).trim();
    }
    const name = NAME.exec(line);
    if (name === null) continue;
    const value = name[2] === "=" ? parseValue(line.slice(name[0].length)) : "true";
    settings.push({ key: `${section}.${(name[1] ?? "").toLowerCase()}`, value });
  }
  return settings;
}

function sectionKey(name: string, subsection: string | undefined): string {
  return subsection === undefined ? name.toLowerCase() : `${name.toLowerCase()}.${subsection.replace(/\\(.)/g, "$1")}`;
}

/** A line that ends in an odd number of backslashes goes on in the next one. */
function joinContinued(lines: readonly string[]): readonly string[] {
  const joined: string[] = [];
  let open = "";
  for (const each of lines) {
    const line = each.endsWith("\r") ? each.slice(0, -1) : each;
    const ends = /\\*$/.exec(line)?.[0].length ?? 0;
    const isComment = /^\s*[#;]/.test(open + line);
    if (ends % 2 === 1 && !isComment) {
      open += line.slice(0, -1);
      continue;
    }
    joined.push(open + line);
    open = "";
  }
  return open === "" ? joined : [...joined, open];
}

const ESCAPES: Readonly<Record<string, string>> = { n: "\n", t: "\t", b: "\b" };

/** What a value may hold that is more than its letters. */
const SIGNS = ['"', "\\", "#", ";"];

function parseValue(text: string): string {
  if (!SIGNS.some((sign) => text.includes(sign))) return text.trim();
  let value = "";
  let kept = 0;
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const letter = text[i] ?? "";
    if (letter === '"') {
      quoted = !quoted;
      kept = value.length;
    } else if (letter === "\\") {
      const next = text[++i] ?? "";
      value += ESCAPES[next] ?? next;
      kept = value.length;
    } else if (!quoted && (letter === "#" || letter === ";")) {
      break;
    } else if (value !== "" || quoted || !/\s/.test(letter)) {
      value += letter;
      if (quoted || !/\s/.test(letter)) kept = value.length;
    }
  }
  return value.slice(0, kept);
}

/** What git takes for true: `yes`, `on`, `true`, any number but 0. */
export function isTrue(value: string | undefined): boolean {
  if (value === undefined) return false;
  return /^(true|yes|on)$/i.test(value) || (/^-?\d+[kmg]?$/i.test(value) && Number.parseInt(value, 10) !== 0);
}

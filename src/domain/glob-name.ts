/** One part of a glob between two slashes. Both its letters and the names that it is asked about are folded already. */
export interface NamePattern {
  readonly text: string;
  /** Characters (code points); null where it says no more than its letters. */
  readonly tokens: readonly string[] | null;
}

/** A part from its text; `*` is any run of characters, `?` any one. */
export function namePattern(text: string): NamePattern {
  return { text, tokens: /[*?]/.test(text) ? Array.from(text.replace(/\*+/g, "*")) : null };
}

/** True if a part covers a name. Steps back to the last `*` only, so that no pattern can make it slow. */
export function nameMatches({ text, tokens }: NamePattern, name: string): boolean {
  if (tokens === null) return text === name;
  if (text === "*") return true;
  const letters = Array.from(name);
  let [token, letter, star, from] = [0, 0, -1, 0];
  while (letter < letters.length) {
    const wanted = tokens[token];
    if (wanted === "*") {
      star = token++;
      from = letter;
    } else if (wanted === "?" || (wanted !== undefined && wanted === letters[letter])) {
      token += 1;
      letter += 1;
    } else if (star >= 0) {
      token = star + 1;
      letter = ++from;
    } else return false;
  }
  while (tokens[token] === "*") token += 1;
  return token === tokens.length;
}

/** How far a common name has come in being `.` or `..`, which are no names: nothing, `.`, `..`, something else. */
const OTHER = 3;

/** True if there is a name that both parts cover: a walk over pairs of places in both. */
export function namesOverlap(a: NamePattern, b: NamePattern): boolean {
  if (a.tokens === null) return nameMatches(b, a.text);
  if (b.tokens === null) return nameMatches(a, b.text);
  const [p, q] = [a.tokens, b.tokens];
  const seen = new Uint8Array((p.length + 1) * (q.length + 1) * 4);
  const open: number[] = [];
  const visit = (i: number, j: number, dots: number) => {
    const place = (i * (q.length + 1) + j) * 4 + dots;
    if (seen[place] === 0) open.push(place);
    seen[place] = 1;
  };
  visit(0, 0, 0);
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    const dots = place % 4;
    const j = Math.floor(place / 4) % (q.length + 1);
    const i = Math.floor(place / 4 / (q.length + 1));
    if (i === p.length && j === q.length && dots === OTHER) return true;
    if (p[i] === "*") visit(i + 1, j, dots);
    if (q[j] === "*") visit(i, j + 1, dots);
    const letter = common(p[i], q[j]);
    if (letter !== undefined) visit(p[i] === "*" ? i : i + 1, q[j] === "*" ? j : j + 1, after(dots, letter));
  }
  return false;
}

/** The character that both can take next: a letter, `?` for any, undefined for none. */
function common(a: string | undefined, b: string | undefined): string | undefined {
  if (a === undefined || b === undefined) return undefined;
  if (a === "*" || a === "?") return b === "*" ? "?" : b;
  return b === "*" || b === "?" || a === b ? a : undefined;
}

function after(dots: number, letter: string): number {
  return letter === "." && dots < 2 ? dots + 1 : OTHER;
}

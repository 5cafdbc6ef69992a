/** So many texts may one glob stand for. */
export const MOST_ALTERNATIVES = 64;

/** Every text that braces stand for: `{a,b}` one of each, also within each other. Braces without a comma are letters. Undefined: too many, or one stays open. */
export function expandBraces(text: string): readonly string[] | undefined {
  const open = text.indexOf("{");
  if (open < 0) return text.includes("}") ? undefined : [text];
  const close = closing(text, open);
  if (close === undefined || text.slice(0, open).includes("}")) return undefined;
  const choices = split(text.slice(open + 1, close));
  const inner = choices.length > 1 ? choices.map(expandBraces) : [wrapped(expandBraces(choices[0] ?? ""))];
  const rest = expandBraces(text.slice(close + 1));
  if (rest === undefined || inner.includes(undefined)) return undefined;
  const middles = (inner as readonly (readonly string[])[]).flat();
  if (middles.length * rest.length > MOST_ALTERNATIVES) return undefined;
  return middles.flatMap((middle) => rest.map((end) => text.slice(0, open) + middle + end));
}

function wrapped(texts: readonly string[] | undefined): readonly string[] | undefined {
  return texts?.map((text) => `{${text}}`);
}

/** Where the brace that opens at a place is closed. */
function closing(text: string, open: number): number | undefined {
  let depth = 0;
  for (let at = open; at < text.length; at++) {
    if (text[at] === "{") depth += 1;
    else if (text[at] === "}" && --depth === 0) return at;
  }
  return undefined;
}

/** What stands between the commas that are in no inner braces. */
function split(text: string): string[] {
  const parts: string[] = [];
  let [depth, from] = [0, 0];
  for (let at = 0; at < text.length; at++) {
    if (text[at] === "{") depth += 1;
    else if (text[at] === "}") depth -= 1;
    else if (text[at] === "," && depth === 0) {
      parts.push(text.slice(from, at));
      from = at + 1;
    }
  }
  return [...parts, text.slice(from)];
}

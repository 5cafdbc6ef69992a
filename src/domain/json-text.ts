/** A value in a JSON text with where it stands: so that a text can be changed in one place and stay as it is everywhere else. */
export type JsonNode =
  | { readonly kind: "object"; readonly start: number; readonly end: number; readonly entries: readonly JsonEntry[] }
  | { readonly kind: "array"; readonly start: number; readonly end: number; readonly items: readonly JsonNode[] }
  | { readonly kind: "value"; readonly start: number; readonly end: number; readonly value: unknown };

/** A key with its value; `start` is where the key's quote stands. */
export interface JsonEntry {
  readonly key: string;
  readonly start: number;
  readonly node: JsonNode;
}

/** Reads JSON as people write it in settings: comments and trailing commas are passed over. Null where it is none. */
export function readJsonText(text: string): JsonNode | null {
  try {
    const reader = new Reader(text);
    const node = reader.value();
    return reader.isDone() ? node : null;
  } catch {
    return null;
  }
}

/** The value of a key, if the node is an object that has it. */
export function entryOf(node: JsonNode, key: string): JsonNode | undefined {
  return node.kind === "object" ? node.entries.findLast((entry) => entry.key === key)?.node : undefined;
}

/** What a node is worth to a program. */
export function valueOfNode(node: JsonNode): unknown {
  if (node.kind === "array") return node.items.map(valueOfNode);
  if (node.kind === "value") return node.value;
  return Object.fromEntries(node.entries.map((entry) => [entry.key, valueOfNode(entry.node)]));
}

/** How deep such a text may be nested. */
const DEPTH = 100;

class Reader {
  readonly #text: string;
  #at = 0;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
    if (text.startsWith("\ufeff")) this.#at = 1;
  }

  value(): JsonNode {
    this.#skip();
    const first = this.#text[this.#at];
    if (first !== "{" && first !== "[") return this.#scalar();
    this.#depth += 1;
    if (this.#depth > DEPTH) throw new Error("nested too deep");
    const node = first === "{" ? this.#object() : this.#array();
    this.#depth -= 1;
    return node;
  }

  isDone(): boolean {
    this.#skip();
    return this.#at === this.#text.length;
  }

  #object(): JsonNode {
    const start = this.#at;
    const entries: JsonEntry[] = [];
    this.#each("}", () => {
      const key = this.#scalar();
      if (key.kind !== "value" || typeof key.value !== "string") throw new Error("no key");
      this.#skip();
      this.#take(":");
      entries.push({ key: key.value, start: key.start, node: this.value() });
    });
    return { kind: "object", start, end: this.#at, entries };
  }

  #array(): JsonNode {
    const start = this.#at;
    const items: JsonNode[] = [];
    this.#each("]", () => items.push(this.value()));
    return { kind: "array", start, end: this.#at, items };
  }

  #each(end: string, one: () => void): void {
    this.#at += 1;
    for (;;) {
      this.#skip();
      if (this.#text[this.#at] === end) break;
      one();
      this.#skip();
      if (this.#text[this.#at] === end) break;
      this.#take(",");
    }
    this.#at += 1;
  }

  #scalar(): JsonNode {
    const found = SCALAR.exec(this.#text.slice(this.#at));
    if (found === null) throw new Error("no value");
    const start = this.#at;
    this.#at += found[0].length;
    return { kind: "value", start, end: this.#at, value: JSON.parse(found[0]) };
  }

  #skip(): void {
    this.#at += BETWEEN.exec(this.#text.slice(this.#at))?.[0].length ?? 0;
  }

  #take(letter: string): void {
    if (this.#text[this.#at] !== letter) throw new Error(`no ${letter}`);
    this.#at += 1;
  }
}

const SCALAR = /^(?:"(?:[^"\\\u0000-\u001f]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)/;
const BETWEEN = /^(?:\s+|\/\/[^\n]*|\/\*[\s\S]*?\*\/)*/;

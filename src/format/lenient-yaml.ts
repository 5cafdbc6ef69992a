import type { Node, Pair, Scalar } from "yaml";
import type { Yaml } from "../domain/yaml.ts";
import type { Entry } from "./frontmatter.ts";
import { invalid } from "./invalid.ts";
import { loadLenient } from "./lenient-packages.ts";
import { MAX_DEPTH } from "./limits.ts";

/** Reads a YAML map as the 1.2 core schema has it, with the line of each key. Duplicate keys, anchors, aliases and tags are refused. */
export function parseYaml(path: string, source: string): readonly Entry[] {
  return new Walk(path, source).entries();
}

/** One document on its way to plain values. Keys are compared here, since the package does so in quadratic time. */
class Walk {
  readonly #path: string;
  readonly #source: string;
  readonly #yaml = loadLenient().yaml;
  readonly #lines = new this.#yaml.LineCounter();

  constructor(path: string, source: string) {
    this.#path = path;
    this.#source = source;
  }

  entries(): readonly Entry[] {
    const contents = this.#compose();
    if (contents === null) return [];
    if (!this.#yaml.isMap(contents)) throw this.#malformed("is no map of keys", contents);
    return this.#pairs(contents.items as Pair<Node, Node | null>[], 0).map(([key, value, node]) => ({
      key,
      value,
      line: this.#lineOf(node) ?? 1,
    }));
  }

  #compose(): Node | null {
    try {
      const options = {
        version: "1.2",
        schema: "core",
        merge: false,
        uniqueKeys: false,
        stringKeys: true,
        prettyErrors: false,
      } as const;
      const document = this.#yaml.parseDocument(this.#source, { ...options, lineCounter: this.#lines });
      const problem = document.errors[0] ?? document.warnings[0];
      if (problem === undefined) return document.contents;
      const reason = problem.message.includes("call stack")
        ? "is nested too deep"
        : `is no valid YAML (${firstClause(problem.message)})`;
      throw invalid("MALFORMED_FRONTMATTER", { path: this.#path, line: this.#lines.linePos(problem.pos[0]).line }, reason);
    } catch (error) {
      if (error instanceof RangeError) throw this.#malformed("is nested too deep", null);
      throw error;
    }
  }

  #pairs(items: readonly Pair<Node, Node | null>[], depth: number): [string, Yaml, Node][] {
    const seen = new Set<string>();
    return items.map((pair) => {
      const key = String((pair.key as Scalar).value ?? "");
      if (seen.has(key))
        throw invalid("DUPLICATE_KEY", { path: this.#path, line: this.#lineOf(pair.key), key }, `\`${key}\` is there twice`);
      seen.add(key);
      return [key, this.#value(pair.value, depth), pair.key];
    });
  }

  #value(node: Node | null, depth: number): Yaml {
    if (node === null) return null;
    if (depth > MAX_DEPTH) throw this.#malformed("is nested too deep", node);
    if (this.#yaml.isAlias(node) || node.anchor !== undefined) throw this.#malformed("uses anchors or aliases", node);
    if (node.tag !== undefined) throw this.#malformed("uses tags", node);
    if (this.#yaml.isMap(node)) {
      return Object.fromEntries(
        this.#pairs(node.items as Pair<Node, Node | null>[], depth + 1).map(([key, value]) => [key, value]),
      );
    }
    if (this.#yaml.isSeq(node)) return node.items.map((item) => this.#value(item as Node | null, depth + 1));
    return this.#scalar(node as Scalar);
  }

  /** Integers too long for a number stay as they were written. */
  #scalar(node: Scalar): Yaml {
    const { value, source } = node;
    if (
      typeof value === "number" &&
      source !== undefined &&
      /^[-+]?\d+$/.test(source) &&
      !Number.isSafeInteger(value) &&
      String(value) !== source
    )
      return source;
    if (typeof value === "string" || typeof value === "number" || typeof value === "boolean" || value === null) return value;
    throw this.#malformed("holds a value of no known kind", node);
  }

  #lineOf(node: Node | null): number | null {
    const start = node?.range?.[0];
    return start === undefined ? null : this.#lines.linePos(start).line;
  }

  #malformed(reason: string, node: Node | null) {
    return invalid("MALFORMED_FRONTMATTER", { path: this.#path, line: this.#lineOf(node) ?? 1 }, reason);
  }
}

/** The package's words without its advice for programmers. */
function firstClause(message: string): string {
  return (message.split(/[\n;]/)[0] ?? "").replace(/\.$/, "");
}

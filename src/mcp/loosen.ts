import * as z from "zod";

/** What a schema says of one field. */
interface Field {
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
}

/** What a schema says of all of them. */
interface Fields {
  readonly properties: Readonly<Record<string, Field>>;
  readonly required: ReadonlySet<string>;
}

const known = new WeakMap<z.ZodObject, Fields>();

/**
 * An input as it was meant. Models fill in every field of a schema, those that they have nothing for with null, "" or []; they write one thing where a
 * list is asked for, and "2" or "P2" for 2. What can be meant in one way only is taken so; the rest stays as it is, and is refused with what is wrong.
 */
export function loosen(input: z.ZodObject, typed: unknown): unknown {
  if (typeof typed !== "object" || typed === null || Array.isArray(typed)) return typed ?? {};
  const { properties, required } = fieldsOf(input);
  const meant = Object.entries(typed).flatMap(([key, value]) => {
    const field = Object.hasOwn(properties, key) ? properties[key] : undefined;
    if (field === undefined) return [[key, value] as const];
    const taken = coerced(field, value);
    return !required.has(key) && isLeftOut(field, taken) ? [] : [[key, taken] as const];
  });
  return Object.fromEntries(meant);
}

/** The names of a tool's fields, as it lists them. */
export function fieldNames(input: z.ZodObject): readonly string[] {
  return Object.keys(fieldsOf(input).properties);
}

function fieldsOf(input: z.ZodObject): Fields {
  const found = known.get(input) ?? read(input);
  known.set(input, found);
  return found;
}

function read(input: z.ZodObject): Fields {
  const { properties = {}, required = [] } = z.toJSONSchema(input, { io: "input" });
  return { properties: properties as Readonly<Record<string, Field>>, required: new Set(required) };
}

/** Null says something only where it clears a field. */
function isLeftOut(field: Field, value: unknown): boolean {
  if (value === null) return !has(field, "null");
  if (Array.isArray(value)) return value.every(isBlank);
  return isBlank(value);
}

function isBlank(value: unknown): boolean {
  return typeof value === "string" && value.trim() === "";
}

function has({ type }: Field, word: string): boolean {
  return Array.isArray(type) ? type.includes(word) : type === word;
}

const NUMBER = /^\s*p?(\d{1,9})\s*$/i;

function coerced(field: Field, value: unknown): unknown {
  if (typeof value === "number" && has(field, "string")) return String(value);
  if (typeof value !== "string" || value.trim() === "") return value;
  if (has(field, "array")) return listOf(value);
  if (has(field, "boolean")) return BOOLEANS.get(value.trim().toLowerCase()) ?? value;
  if (has(field, "integer")) return NUMBER.test(value) ? Number(value.replace(NUMBER, "$1")) : value;
  return field.enum === undefined ? value : oneOf(field.enum, value);
}

const BOOLEANS: ReadonlyMap<string, boolean> = new Map([
  ["true", true],
  ["false", false],
]);

/** A list that was written as text, or one thing that stands for a list. */
function listOf(text: string): unknown {
  if (!text.trim().startsWith("[")) return [text];
  try {
    const read: unknown = JSON.parse(text);
    return Array.isArray(read) ? read : [text];
  } catch {
    return [text];
  }
}

function oneOf(words: readonly unknown[], value: string): string {
  const word = value.trim().toLowerCase().replaceAll("_", "-");
  return words.includes(word) ? word : value;
}

import { INBOUND, type Inbound, type OwnType, type Project, PUSH_WAYS } from "../domain/project.ts";
import type { Yaml } from "../domain/yaml.ts";
import type { Fields } from "./fields.ts";
import { serializeFrontmatter } from "./frontmatter.ts";
import { invalid } from "./invalid.ts";
import { FORMAT } from "./limits.ts";
import { type Reader, readFile } from "./read.ts";
import type { FieldShape } from "./shape.ts";

/** The keys of `project.md`, in the order in which they are written. */
const SHAPE = {
  name: "text",
  prefix: "text",
  format: "whole",
  identity: "text",
  remote: "text",
  aliases: "texts",
  projects: "map",
  types: "names-or-maps",
  inbound: "text",
  inbound_projects: "map",
  push: "text",
  roles: "map",
  settings: "map",
  created: "stamp",
  by: "text",
} satisfies Partial<Record<keyof Project, FieldShape>>;

export const PROJECT_KEYS = Object.keys(SHAPE) as readonly (keyof typeof SHAPE)[];
const KNOWN: ReadonlySet<string> = new Set(PROJECT_KEYS);
const READER: Reader<Project> = { shape: SHAPE, decode };

/** Reads `project.md`. @throws BeadsError invalid-data with path and line; NEWER_FORMAT where a newer program wrote the ledger */
export function parseProject(path: string, text: string): Project {
  return readFile(path, text, READER);
}

/** The bytes of `project.md`; `parseProject` gives the same project back. */
export function serializeProject(project: Project): string {
  const values: Record<keyof typeof SHAPE, Yaml | undefined> = {
    ...project,
    types: project.types.map(typeToYaml),
    push: project.push === "direct" ? undefined : project.push,
  };
  return serializeFrontmatter(
    PROJECT_KEYS.map((key) => [key, values[key]] as const),
    project.extras,
    project.body,
  );
}

function decode(fields: Fields): Project {
  const format = decodeFormat(fields);
  return {
    name: fields.text("name"),
    prefix: fields.text("prefix"),
    format,
    identity: fields.text("identity"),
    remote: fields.optionalText("remote"),
    aliases: fields.texts("aliases"),
    projects: decodeTexts(fields, "projects"),
    types: fields.list("types").map((type) => decodeType(fields, type)),
    inbound: fields.value("inbound") === undefined ? "open" : fields.oneOf("inbound", INBOUND),
    inbound_projects: decodeInbound(fields),
    push: fields.value("push") === undefined ? "direct" : fields.oneOf("push", PUSH_WAYS),
    roles: decodeRoles(fields),
    settings: decodeTexts(fields, "settings"),
    created: fields.stamp("created"),
    by: fields.text("by"),
    body: fields.body,
    extras: fields.extras(KNOWN),
  };
}

/** Looked at first: a newer ledger may hold anything. */
function decodeFormat(fields: Fields): number {
  const format = fields.count("format", 1);
  if (format <= FORMAT) return format;
  const reason = `the ledger has format ${format}, and this program reads up to ${FORMAT}`;
  throw invalid("NEWER_FORMAT", { path: fields.path, line: fields.lineOf("format"), key: "format" }, reason, ["Update bd."]);
}

function decodeTexts(fields: Fields, key: string): Readonly<Record<string, string>> {
  const entries = Object.entries(fields.map(key) ?? {}).map(([name, value]) => {
    if (typeof value === "object") throw fields.failure(key, `must hold a text for ${JSON.stringify(name)}`);
    return [name, String(value)] as const;
  });
  return Object.fromEntries(entries);
}

function decodeInbound(fields: Fields): Readonly<Record<string, Inbound>> {
  const entries = Object.entries(decodeTexts(fields, "inbound_projects")).map(([project, text]) => {
    const inbound = INBOUND.find((word) => word === text);
    if (inbound === undefined) throw fields.failure("inbound_projects", `must say one of ${INBOUND.join(", ")} for ${project}`);
    return [project, inbound] as const;
  });
  return Object.fromEntries(entries);
}

/** One name may stand for a list of one. */
function decodeRoles(fields: Fields): Readonly<Record<string, readonly string[]>> {
  const entries = Object.entries(fields.map("roles") ?? {}).map(([role, value]) => {
    const names = Array.isArray(value) ? value : [value];
    if (names.some((name) => typeof name !== "string"))
      throw fields.failure("roles", `must list names for ${JSON.stringify(role)}`);
    return [role, names as string[]] as const;
  });
  return Object.fromEntries(entries);
}

function decodeType(fields: Fields, type: Yaml): OwnType {
  const inner = fields.within("types", typeof type === "string" ? { name: type } : type, ["name", "workable"]);
  const workable = inner.value("workable") ?? true;
  if (typeof workable !== "boolean") throw fields.failure("types", "says workable as something else than true or false");
  return { name: inner.text("name"), workable };
}

function typeToYaml(type: OwnType): Yaml {
  return type.workable ? type.name : { name: type.name, workable: false };
}

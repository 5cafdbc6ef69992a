import { COMMANDS } from "../../commands/index.ts";
import { findVerb } from "../../src/cli/router.ts";
import { bdIn } from "./run-bd.ts";
import { scratch } from "./scratch.ts";

/** A story in which every verb that prints JSON says something. */
const STORY = [
  "init --name vc --prefix vc",
  "create First --id vc-000001 -m text",
  "create Second --id vc-000002 --deps vc-000001",
  "q Third",
  "update vc-000001 -p 1",
  "label add vc-000001 parser",
  "dep add vc-000001 vc-000002 --type related",
  "dep tree vc-000002",
  "dep cycles",
  "list --all",
  "ready",
  "ready --explain",
  "blocked",
  "search first",
  "show vc-000001",
  "claim vc-000001",
  "wait vc-000001 --for claimed --timeout 0s",
  "reply vc-000001 -m hello",
  "thread vc-000001",
  "inbox",
  "release vc-000001 --reason later",
  "defer vc-000002 --until +2d",
  "undefer vc-000002",
  "close vc-000001 --reason done",
  "reopen vc-000001",
  "delete vc-000002 --reason done",
  "status",
  "log",
  "feed --since 2h",
  "report --since 2h",
  "decide Choice --topic parser",
  "decide list",
  "decide check parser",
  "decide search choice",
  "ask Which? --option a=one --gates vc-000001",
  "whoami",
  "project show",
  "project list",
  "config list",
  "config get inbound",
  "sync",
  "doctor",
  "help",
  "help create",
  "show vc-nothing",
];

/** The keys of what each verb prints under `--json`; of a list, those of its items together. */
export async function jsonKeys(): Promise<Readonly<Record<string, readonly string[]>>> {
  const place = scratch();
  const run = bdIn(place, await place.repository("vc"));
  const found: Record<string, readonly string[]> = {};
  for (const line of STORY) {
    const words = line.split(" ");
    const { json } = await run([...words, "--json"], { env: { BD_ACTOR: "dave/vc" } });
    found[nameOf(words, json)] = keysOf(json.error ?? json);
  }
  return found;
}

/** The verb, `verb --explain` where that changes what is printed, or `error`. */
function nameOf(words: readonly string[], json: { readonly error?: object }): string {
  if (json.error !== undefined) return "error";
  const name = findVerb(words, COMMANDS)?.name ?? "";
  if (name === "help" && words.length > 1) return "help <verb>";
  return words.includes("--explain") ? `${name} --explain` : name;
}

function keysOf(value: unknown): readonly string[] {
  const rows = Array.isArray(value) ? value : [value];
  return [...new Set(rows.flatMap((row) => Object.keys((row ?? {}) as object)))];
}

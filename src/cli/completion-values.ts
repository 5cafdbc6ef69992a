import type { Interfaces } from "@oclif/core";
import type { OfferKind } from "../services/completion-offers.ts";

/** What may stand somewhere: words that are known, words that the ledger knows, or a file. */
export type Values =
  | { readonly words: readonly string[] }
  | { readonly live: OfferKind }
  | { readonly files: true }
  | { readonly help: true }
  | { readonly none: true };

const LIVE: Readonly<Record<string, OfferKind>> = {
  "<id>": "issue",
  "<id,…>": "issue",
  "<name>": "agent",
  "<address>": "address",
  "<project>": "project",
  "<project,…>": "project",
  "<label>": "label",
};
const FILES = /^<(file|file\.jsonl|dir|path|glob)>$/;
/** Flags of these values say in their own words which there are. */
const LISTED = /^<(status|type|key|outcome|state|priority|kind|scope|word|what|form)>$/;
const LIST = /(?:^|: )((?:[a-z][\w-]*, )+(?!or\b)[a-z][\w-]*(?:,? or [a-z][\w-]*(?=[.;]|$))?|(?:[a-z][\w-]*, )+(?=or\b))/;

/** What a flag takes, read off its definition. */
export function flagValues(name: string, flag: Interfaces.FlagInput[string]): Values {
  if (flag.type !== "option") return { none: true };
  if (flag.options !== undefined) return { words: flag.options };
  const label = typeof flag.helpValue === "string" ? flag.helpValue : "";
  const range = /^<(\d)-(\d)>$/.exec(label);
  if (range !== null) return { words: rangeOf(Number(range[1]), Number(range[2])) };
  if (/^<[^<>]+\|[^<>]+>$/.test(label)) return { words: label.slice(1, -1).split("|") };
  if (/label/.test(name)) return { live: "label" };
  const listed = LISTED.test(label) ? listIn(flag.description ?? "") : [];
  if (label === "<type>" && (listed.length === 0 || listed.includes("task"))) return { live: "type" };
  if (listed.length > 0) return { words: listed };
  if (FILES.test(label)) return { files: true };
  const live = LIVE[label];
  return live === undefined ? { none: true } : { live };
}

function rangeOf(first: number, last: number): string[] {
  return Array.from({ length: last - first + 1 }, (_, step) => String(first + step));
}

/** `open, ready or closed` as three words. */
function listIn(text: string): string[] {
  const found = LIST.exec(text)?.[1] ?? "";
  return found === "" ? [] : found.split(/, | or /).filter((word) => word !== "");
}

/** Whose ids a verb's arguments are, by its first word; else issues'. */
const IDS: Readonly<Record<string, OfferKind>> = { decide: "decision", answer: "decision", escalate: "escalation" };
const ARGUMENTS: Readonly<Record<string, OfferKind>> = {
  address: "address",
  entry: "outbox",
  key: "note",
  label: "label",
  project: "project",
  reservations: "reservation",
};

/** What an argument takes, by its name and the verb that it belongs to. */
export function argumentValues(verb: string, arg: string): Values {
  const root = verb.split(" ")[0] ?? verb;
  if (/^(id|ids|target|issue|other)$/.test(arg)) return { live: IDS[root] ?? "issue" };
  if (root === "help") return { help: true };
  if (root === "config") return { live: arg === "value" ? "value" : "setting" };
  if (verb === "recall") return { live: "note" };
  if (arg === "name" && root === "agent") return { live: "agent" };
  if (arg === "shell") return { words: ["bash", "zsh", "fish"] };
  if (/^(file|globs|paths|about)$/.test(arg)) return { files: true };
  const live = ARGUMENTS[arg];
  return live === undefined ? { none: true } : { live };
}

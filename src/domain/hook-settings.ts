import { withMember, withoutMember } from "./json-edit.ts";
import { entryOf, type JsonNode, readJsonText, valueOfNode } from "./json-text.ts";

/** A command that an agent program runs at some point of a session. */
export interface HookWish {
  readonly event: string;
  readonly matcher: string | null;
  readonly command: string;
  /** Seconds. */
  readonly timeout: number;
}

/** How a command of bd's is known again in a file that others write too, in this version's words or an older one's. */
const OWN_COMMAND = /^\s*bd (?:prime|inbox --inject|checkpoint --auto|agent beat)\b/;

/** Settings with these hooks in them, each once, and with no other of bd's; everything else stays byte for byte. Null where the text holds no such settings. */
export function withHooks(text: string, wishes: readonly HookWish[]): string | null {
  let made = dropped(text, (found) => !wishes.some((wish) => isSame(found, wish)));
  // Each is put first, so the last comes first.
  for (const wish of wishes.toReversed()) {
    if (made === null) return null;
    const there = hooksIn(made)?.some((found) => isSame(found, wish));
    if (there !== true) made = added(made, wish);
  }
  return made;
}

/** The same without any of bd's hooks, and without the lists that were there for them alone. */
export function withoutHooks(text: string): string | null {
  return dropped(text, () => true);
}

/** One hook where it stands: what encloses it, from the outermost. */
interface FoundHook {
  readonly event: string;
  readonly matcher: string | null;
  readonly command: string;
  /** What goes where it goes: the outermost of what holds nothing else. */
  readonly whole: { readonly start: number; readonly end: number };
}

function isSame(found: FoundHook, wish: HookWish): boolean {
  return found.event === wish.event && found.matcher === wish.matcher && found.command === wish.command;
}

function dropped(text: string, isUnwanted: (found: FoundHook) => boolean): string | null {
  let rest = text;
  for (;;) {
    const found = hooksIn(rest);
    if (found === null) return null;
    const next = found.find((hook) => OWN_COMMAND.test(hook.command) && isUnwanted(hook));
    if (next === undefined) return rest;
    rest = withoutMember(rest, next.whole);
  }
}

/** Every command in the settings; null where they are none. */
function hooksIn(text: string): FoundHook[] | null {
  const root = readJsonText(text);
  if (root?.kind !== "object") return null;
  const key = root.entries.findLast((entry) => entry.key === "hooks");
  if (key === undefined) return [];
  if (key.node.kind !== "object") return null;
  const { entries } = key.node;
  const found: FoundHook[] = [];
  for (const { key: event, start, node } of entries) {
    if (node.kind !== "array") return null;
    const whole = entries.length === 1 ? { start: key.start, end: key.node.end } : { start, end: node.end };
    for (const group of node.items) found.push(...hooksOf(group, event, node.items.length === 1 ? whole : group));
  }
  return found;
}

function hooksOf(group: JsonNode, event: string, whole: { readonly start: number; readonly end: number }): FoundHook[] {
  const list = entryOf(group, "hooks");
  if (list?.kind !== "array") return [];
  const matcherNode = entryOf(group, "matcher");
  const matcher = matcherNode === undefined ? null : valueOfNode(matcherNode);
  return list.items.flatMap((item) => {
    const node = entryOf(item, "command");
    const command = node === undefined ? undefined : valueOfNode(node);
    if (typeof command !== "string") return [];
    const { start, end } = list.items.length === 1 ? whole : item;
    return [{ event, matcher: typeof matcher === "string" ? matcher : null, command, whole: { start, end } }];
  });
}

function added(text: string, { event, matcher, command, timeout }: HookWish): string | null {
  const root = readJsonText(text);
  if (root?.kind !== "object") return null;
  const group = { ...(matcher === null ? {} : { matcher }), hooks: [{ type: "command", command, timeout }] };
  const hooks = entryOf(root, "hooks");
  if (hooks === undefined) return withMember(text, { parent: root, key: "hooks", value: { [event]: [group] } });
  const list = entryOf(hooks, event);
  if (list === undefined) return withMember(text, { parent: hooks, key: event, value: [group] });
  return withMember(text, { parent: list, value: group });
}

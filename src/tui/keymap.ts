/** What a key can mean, on whichever screen. */
export type Command =
  | { readonly kind: "move"; readonly by: number }
  | { readonly kind: "page"; readonly by: -1 | 1 }
  | { readonly kind: "jump"; readonly to: "first" | "last" }
  | { readonly kind: "side"; readonly by: -1 | 1 }
  | { readonly kind: "open" }
  | { readonly kind: "back"; readonly out: boolean }
  | { readonly kind: "quit" }
  | { readonly kind: "screen"; readonly number: number }
  | { readonly kind: "filter" }
  | { readonly kind: "palette" }
  | { readonly kind: "help" }
  | { readonly kind: "reload" }
  | { readonly kind: "undo" }
  | { readonly kind: "lanes" }
  | { readonly kind: "closed" }
  | { readonly kind: "mouse" }
  | { readonly kind: "suspend" }
  | { readonly kind: "action"; readonly name: string };

/** A key as it came: a letter, or the name of a key without one; or a text that was pasted. */
export interface Pressed {
  readonly text: string;
  readonly pasted?: boolean;
  readonly name?: KeyName;
  readonly ctrl?: boolean;
}

export type KeyName =
  | "up"
  | "down"
  | "left"
  | "right"
  | "pageup"
  | "pagedown"
  | "home"
  | "end"
  | "return"
  | "escape"
  | "tab"
  | "backtab"
  | "backspace"
  | "delete";

/** One line of the map: its keys as people write them, and what they mean. */
export interface Binding {
  readonly keys: readonly string[];
  readonly does: string;
  readonly command: Command;
}

const action = (key: string, name: string, does: string): Binding => ({ keys: [key], does, command: { kind: "action", name } });

/** One map for all screens. */
export const BINDINGS: readonly Binding[] = [
  { keys: ["j", "down"], does: "next", command: { kind: "move", by: 1 } },
  { keys: ["k", "up"], does: "previous", command: { kind: "move", by: -1 } },
  { keys: ["l", "right"], does: "to the right", command: { kind: "side", by: 1 } },
  { keys: ["h", "left"], does: "to the left", command: { kind: "side", by: -1 } },
  { keys: ["ctrl-d", "pagedown"], does: "a page down", command: { kind: "page", by: 1 } },
  { keys: ["ctrl-u", "pageup"], does: "a page up", command: { kind: "page", by: -1 } },
  { keys: ["g g", "home"], does: "first", command: { kind: "jump", to: "first" } },
  { keys: ["G", "end"], does: "last", command: { kind: "jump", to: "last" } },
  { keys: ["return"], does: "open", command: { kind: "open" } },
  { keys: ["q"], does: "back; then out", command: { kind: "back", out: true } },
  { keys: ["escape"], does: "back", command: { kind: "back", out: false } },
  { keys: ["Q", "ctrl-c"], does: "quit", command: { kind: "quit" } },
  { keys: ["/"], does: "filter", command: { kind: "filter" } },
  { keys: [":"], does: "all actions", command: { kind: "palette" } },
  { keys: ["?"], does: "help", command: { kind: "help" } },
  { keys: ["ctrl-l"], does: "draw anew", command: { kind: "reload" } },
  { keys: ["u"], does: "undo", command: { kind: "undo" } },
  { keys: ["L"], does: "lanes of the board", command: { kind: "lanes" } },
  { keys: ["C"], does: "what is closed, too", command: { kind: "closed" } },
  { keys: ["M"], does: "mouse on, off", command: { kind: "mouse" } },
  { keys: ["ctrl-z"], does: "suspend", command: { kind: "suspend" } },
  action("c", "claim", "claim"),
  action("r", "reply", "reply"),
  action("x", "close", "close"),
  action("S", "status", "status"),
  action("D", "defer", "put off"),
  action("o", "reopen", "reopen"),
  action("U", "release", "release"),
  action("n", "create", "new issue"),
  action("e", "edit", "edit in $EDITOR"),
  action("t", "label", "labels"),
  action("p", "priority", "priority"),
  action("a", "assign", "assign"),
  action("P", "parent", "part of"),
  action("d", "depend", "needs another first"),
  action("H", "handoff", "hand over"),
  action("v", "answer", "answer a question"),
  action("E", "escalate", "escalate"),
  action("y", "ack", "acknowledge"),
  action("m", "read", "mark as read"),
  action("A", "accept", "accept a proposal"),
  action("V", "verify", "verified"),
  action("N", "not-fixed", "not fixed"),
  action("s", "send", "send to another project"),
  action("R", "sync", "fetch and push now"),
];

/** The key of an action; empty where it has none. */
export function keyOfAction(name: string): string {
  return BINDINGS.find(({ command }) => command.kind === "action" && command.name === name)?.keys[0] ?? "";
}

/** How a key is written in the map. */
export function keyOf({ text, name, ctrl }: Pressed): string {
  if (name !== undefined) return name;
  return ctrl === true ? `ctrl-${text}` : text;
}

/** What a key means behind those typed just before it: a command, the beginning of one, or nothing. */
export function resolveKey(
  before: string,
  pressed: Pressed,
): Command | { readonly kind: "begun"; readonly keys: string } | undefined {
  const typed = before === "" ? keyOf(pressed) : `${before} ${keyOf(pressed)}`;
  const found = BINDINGS.find(({ keys }) => keys.includes(typed));
  if (found !== undefined) return found.command;
  if (before === "" && /^[1-9]$/.test(typed)) return { kind: "screen", number: Number(typed) };
  if (BINDINGS.some(({ keys }) => keys.some((key) => key.startsWith(`${typed} `)))) return { kind: "begun", keys: typed };
  const jump = before === "g" ? /^[a-z]$/.exec(pressed.text)?.[0] : undefined;
  return jump === undefined ? undefined : goTo(jump);
}

/** `g` and a letter: to the screen whose name begins with it. */
const SCREENS_BY_LETTER: Readonly<Record<string, number>> = { n: 1, b: 2, l: 3, t: 4, d: 5, i: 6, a: 7, f: 8, e: 9 };

/** The keys that lead to a screen: its number, and `g` with its letter. */
export function keysOfScreen(number: number): readonly [string, string] {
  return [String(number), `g ${letterOf(number)}`];
}

/** The letter of a screen behind `g`. */
export function letterOf(number: number): string {
  return Object.entries(SCREENS_BY_LETTER).find(([, each]) => each === number)?.[0] ?? "";
}

function goTo(letter: string): Command | undefined {
  const number = SCREENS_BY_LETTER[letter];
  return number === undefined ? undefined : { kind: "screen", number };
}

/** How a key is written for people. */
export function nameOfKey(key: string): string {
  return key === "return" ? "enter" : key === "escape" ? "esc" : key;
}

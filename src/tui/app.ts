import { type Key, useInput, usePaste } from "ink";
import type { Controller } from "./controller.ts";
import type { KeyName, Pressed } from "./keymap.ts";

/** What Ink does here: it keeps the terminal's modes and tells keys and pasted text apart. Frames are drawn by the painter. */
export function App({ controller }: { readonly controller: Controller }): null {
  useInput((input, key) => {
    for (const pressed of pressedKeys(input, key)) void controller.press(pressed);
  });
  usePaste((text) => void controller.press({ text, pasted: true }));
  return null;
}

const NAMES: readonly (readonly [keyof Key, KeyName])[] = [
  ["upArrow", "up"],
  ["downArrow", "down"],
  ["leftArrow", "left"],
  ["rightArrow", "right"],
  ["pageUp", "pageup"],
  ["pageDown", "pagedown"],
  ["home", "home"],
  ["end", "end"],
  ["return", "return"],
  ["escape", "escape"],
  ["tab", "tab"],
  ["backspace", "backspace"],
  ["delete", "delete"],
];

/** Keys that came behind letters in one go. */
const CONTROLS = { "\r": "return", "\n": "return", "\t": "tab", "\u007f": "backspace", "\u001b": "escape" } as const;

/** What Ink says of a key, as the key map knows it. Letters that came together, typed fast, are several keys. */
function pressedKeys(input: string, key: Key): readonly Pressed[] {
  if (key.tab && key.shift) return [{ text: "", name: "backtab" }];
  const name = NAMES.find(([flag]) => key[flag])?.[1];
  if (name !== undefined) return [{ text: "", name }];
  if (key.ctrl) return [{ text: input, ctrl: true }];
  return Array.from(input, keyOfLetter);
}

/** A letter of several that came in one go: enter, or one with control held down, may be among them. */
function keyOfLetter(text: string): Pressed {
  if (text in CONTROLS) return { text: "", name: CONTROLS[text as keyof typeof CONTROLS] };
  return text < " " ? { text: String.fromCharCode(text.charCodeAt(0) + 0x60), ctrl: true } : { text };
}

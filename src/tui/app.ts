import { Box, type Key, Text, useInput, useStdout } from "ink";
import { createElement, type ReactElement, useEffect, useReducer } from "react";
import type { Controller } from "./controller.ts";
import { drawFrame } from "./frame.ts";
import type { KeyName, Pressed } from "./keymap.ts";
import { type Palette, paintLine } from "./palette.ts";

interface AppProps {
  readonly controller: Controller;
  readonly palette: Palette;
}

/** The frame as Ink draws it: a text for each row. All that is known lies in the controller. */
export function App({ controller, palette }: AppProps): ReactElement {
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  const { stdout } = useStdout();
  useEffect(() => {
    controller.onChange(redraw);
    stdout.on("resize", redraw);
    return () => {
      stdout.off("resize", redraw);
    };
  }, [controller, stdout]);
  useInput((input, key) => {
    for (const pressed of pressedKeys(input, key)) void controller.press(pressed);
  });
  const rows = drawFrame(controller.shown).map((row, index) => {
    return createElement(Text, { key: index, wrap: "truncate" }, paintLine(row, palette) || " ");
  });
  return createElement(Box, { flexDirection: "column" }, ...rows);
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

/** What Ink says of a key, as the key map knows it. Letters that came together, typed fast or pasted, are several keys. */
function pressedKeys(input: string, key: Key): readonly Pressed[] {
  const name = NAMES.find(([flag]) => key[flag])?.[1];
  if (name !== undefined) return [{ text: "", name }];
  if (key.ctrl) return [{ text: input, ctrl: true }];
  return Array.from(input, (text) => (text in CONTROLS ? { text: "", name: CONTROLS[text as keyof typeof CONTROLS] } : { text }));
}

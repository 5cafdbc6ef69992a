import { onTestFinished } from "vitest";
import { openWorkspace } from "../../src/cli/open.ts";
import type { Workspace } from "../../src/services/workspace.ts";
import { Controller } from "../../src/tui/controller.ts";
import { drawFrame } from "../../src/tui/frame.ts";
import type { KeyName, Pressed } from "../../src/tui/keymap.ts";
import { cellsOf } from "../../src/tui/line.ts";
import type { Stage } from "../../src/tui/stage.ts";
import { fakeHost } from "./fake-host.ts";
import type { Scratch } from "./scratch.ts";
import { seededChance } from "./seeded-chance.ts";

/** How the interface is set up. */
export interface Setting {
  readonly width?: number;
  readonly height?: number;
  readonly ascii?: boolean;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** What the user's editor makes of a text. */
  readonly edit?: (text: string) => string | undefined;
}

const NAMES: ReadonlySet<string> = new Set([
  "up",
  "down",
  "left",
  "right",
  "return",
  "escape",
  "backspace",
  "home",
  "end",
  "pagedown",
  "pageup",
  "tab",
  "backtab",
]);

/** The interface without a terminal: keys in, frames as text out, over a real ledger. */
export class HeadlessUi {
  readonly controller: Controller;
  readonly workspace: Workspace;
  width: number;
  height: number;
  ended = false;
  mouse = false;

  constructor(workspace: Workspace, { width = 80, height = 24, ascii = false, edit = () => undefined }: Setting) {
    this.workspace = workspace;
    this.width = width;
    this.height = height;
    const stage: Stage = {
      ascii,
      size: () => ({ width: this.width, height: this.height }),
      edit: async (text) => edit(text),
      files: async (paths) => paths.map((path) => ({ path, content: Buffer.from(`of ${path}`) })),
      toggleMouse: () => {
        this.mouse = !this.mouse;
        return this.mouse;
      },
      suspend: () => undefined,
      quit: () => {
        this.ended = true;
      },
    };
    this.controller = new Controller(workspace, stage);
  }

  /** Presses keys one after the other: letters, names such as `return`, `ctrl-d`; a word in quotes is typed. */
  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys)
      for (const pressed of pressedOf(key)) {
        await this.controller.press(pressed);
        await this.controller.ended;
      }
  }

  /** Clicks on a word of the frame. */
  async click(word: string): Promise<void> {
    await this.controller.point({ kind: "click", ...this.#placeOf(word) });
    await this.controller.ended;
  }

  /** Turns the wheel. */
  async roll(by: -1 | 1): Promise<void> {
    await this.controller.point({ kind: "wheel", by, column: 0, row: 1 });
  }

  #placeOf(word: string): { readonly column: number; readonly row: number } {
    const rows = this.frame().split("\n");
    const row = rows.findIndex((text) => text.includes(word));
    if (row < 0) throw new Error(`${word} does not stand in\n${rows.join("\n")}`);
    const before = rows[row]?.split(word)[0] ?? "";
    return { row, column: cellsOf(before) };
  }

  /** What the terminal would show, without colours and without blanks at the ends of lines. */
  frame(): string {
    const rows = drawFrame(this.controller.shown).map((line) =>
      line
        .map(({ text }) => text)
        .join("")
        .trimEnd(),
    );
    return `${rows.join("\n")}\n`;
  }
}

function pressedOf(key: string): readonly Pressed[] {
  if (NAMES.has(key)) return [{ text: "", name: key as KeyName }];
  if (key.startsWith("ctrl-")) return [{ text: key.slice(5), ctrl: true }];
  return Array.from(key, (text) => ({ text }));
}

/** Opens the interface on a clone, as a person of the scratch folder, and reads its first screen. */
export async function uiIn(here: Scratch, directory: string, setting: Setting): Promise<HeadlessUi> {
  const host = fakeHost({ cwd: directory, env: here.env, now: () => setting.now, chance: seededChance(99) });
  const silent = () => undefined;
  const workspace = await openWorkspace({ host, globals: {}, directory, progress: silent, warn: silent });
  onTestFinished(() => workspace.ledger.close());
  const ui = new HeadlessUi(workspace, setting);
  await ui.controller.read();
  return ui;
}

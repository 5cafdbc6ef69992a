import { render } from "ink";
import { createElement } from "react";
import { LedgerFollower } from "../services/ledger-follower.ts";
import type { Workspace } from "../services/workspace.ts";
import { App } from "./app.ts";
import { Controller } from "./controller.ts";
import type { Palette } from "./palette.ts";
import { Terminal } from "./terminal.ts";
import { yogaReady } from "./yoga-ready.ts";

/** What the interface needs besides its clone. */
export interface Doors {
  readonly palette: Palette;
  readonly ascii: boolean;
  /** The user's editor on a text; undefined where they gave it up. */
  readonly edit: (text: string, name: string) => string | undefined;
  /** Given when it is to end. */
  readonly signal: AbortSignal;
}

/** Runs the interface on the whole terminal until the user leaves it; the terminal is as it was before, however it ends. */
export async function startUi(workspace: Workspace, doors: Doors): Promise<void> {
  await yogaReady;
  const terminal = new Terminal(doors);
  const controller = new Controller(workspace, terminal);
  const reading = controller.read();
  terminal.enter();
  try {
    const app = createElement(App, { controller, palette: doors.palette });
    const ink = render(app, { exitOnCtrlC: false, patchConsole: false, maxFps: 120, incrementalRendering: true });
    terminal.attach(ink);
    doors.signal.addEventListener("abort", () => terminal.quit(), { once: true });
    await reading;
    const follower = new LedgerFollower(workspace, () => controller.read());
    await ink.waitUntilExit();
    await follower.stop();
  } finally {
    terminal.leave();
  }
}

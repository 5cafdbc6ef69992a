import { LedgerFollower } from "../services/ledger-follower.ts";
import type { Workspace } from "../services/workspace.ts";
import { Controller } from "./controller.ts";
import { drawFrame } from "./frame.ts";
import { Painter } from "./painter.ts";
import type { Palette } from "./palette.ts";
import type { SentFile } from "./stage.ts";
import { Terminal } from "./terminal.ts";

/** What the interface needs besides its clone. */
export interface Doors {
  readonly palette: Palette;
  readonly ascii: boolean;
  /** True where the mouse is heard from the beginning. */
  readonly mouse: boolean;
  /** The user's editor on a text; undefined where they gave it up. */
  readonly edit: (text: string, name: string) => string | undefined;
  /** Files of the user's by their paths. */
  readonly files: (paths: readonly string[]) => Promise<readonly SentFile[]>;
  /** Given when it is to end. */
  readonly signal: AbortSignal;
}

/** Runs the interface on the whole terminal until the user leaves it; the terminal is as it was before, however it ends. */
export async function startUi(workspace: Workspace, doors: Doors): Promise<void> {
  const painter = new Painter(doors.palette, (text) => process.stdout.write(text));
  const terminal = new Terminal({ ...doors, restored: () => painter.forget() });
  const controller = new Controller(workspace, terminal);
  const stopDrawing = drawChanges({ controller, painter, terminal });
  doors.signal.addEventListener("abort", () => terminal.quit(), { once: true });
  terminal.enter();
  try {
    await controller.read();
    // The first frame stands before what reads the keys is there.
    const { readKeys } = await import("./keys.ts");
    terminal.attach(await readKeys(controller, terminal));
    const follower = new LedgerFollower(workspace, () => controller.read());
    try {
      await terminal.ended;
    } finally {
      await follower.stop();
    }
  } finally {
    stopDrawing();
    terminal.leave();
  }
}

interface Drawing {
  readonly controller: Controller;
  readonly painter: Painter;
  readonly terminal: Terminal;
}

/** Draws whenever there is something else to be seen: several changes at once are one frame. */
function drawChanges({ controller, painter, terminal }: Drawing): () => void {
  let waiting: NodeJS.Immediate | undefined;
  const draw = () => {
    waiting = undefined;
    if (!terminal.isOurs) return;
    painter.draw(drawFrame(controller.shown));
  };
  const soon = () => {
    waiting ??= setImmediate(draw);
  };
  const resized = () => {
    painter.forget();
    soon();
    void controller.resized();
  };
  controller.onChange(soon);
  process.stdout.on("resize", resized);
  return () => {
    clearImmediate(waiting);
    controller.onChange(() => undefined);
    process.stdout.off("resize", resized);
  };
}

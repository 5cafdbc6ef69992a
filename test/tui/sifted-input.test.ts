import { PassThrough } from "node:stream";
import { expect, test } from "vitest";
import type { Mouse } from "../../src/tui/mouse-reports.ts";
import { SiftedInput, type TerminalInput } from "../../src/tui/sifted-input.ts";

/** A terminal whose input is written by the test. */
class FakeTerminal extends PassThrough {
  raw = false;

  setRawMode(raw: boolean): void {
    this.raw = raw;
  }

  ref(): void {}
  unref(): void {}
}

function opened(mouse: boolean) {
  const terminal = new FakeTerminal();
  const heard: Mouse[] = [];
  const input = new SiftedInput(terminal as unknown as TerminalInput, { isOn: () => mouse, heard: (what) => heard.push(what) });
  input.setEncoding("utf8");
  input.setRawMode(true);
  const read: string[] = [];
  input.on("readable", () => {
    for (let text = input.read(); text !== null; text = input.read()) read.push(text);
  });
  /** Comes back once that many letters were read. */
  const letters = async (count: number) => {
    while (read.join("").length < count) await new Promise((resolve) => input.once("readable", resolve));
    return read.join("");
  };
  return { terminal, heard, input, letters };
}

test("keys are read, and what the mouse did is heard", async () => {
  const { terminal, heard, letters } = opened(true);
  terminal.write("j\u001b[<0;1");
  terminal.write("0;5Mk\u001b[<65;1;1M");
  expect(await letters(2)).toBe("jk");
  expect(heard).toEqual([
    { kind: "click", column: 9, row: 4 },
    { kind: "wheel", by: 1, column: 0, row: 0 },
  ]);
});

test("an escape that nothing follows is the key, with the mouse and without", async () => {
  for (const mouse of [true, false]) {
    const { terminal, letters } = opened(mouse);
    terminal.write("\u001b");
    expect(await letters(1)).toBe("\u001b");
    terminal.write("x");
    expect(await letters(2)).toBe("\u001bx");
  }
});

test("with the mouse off a late report is neither heard nor a key", async () => {
  const { terminal, heard, letters } = opened(false);
  terminal.write("\u001b[<0;3;3M\u001b[<0;3;3mj");
  expect(await letters(1)).toBe("j");
  expect(heard).toEqual([]);
});

test("a terminal that is not raw any more is left to others", async () => {
  const { terminal, input, letters } = opened(true);
  terminal.write("j");
  await letters(1);
  input.setRawMode(false);
  expect([terminal.raw, terminal.isPaused(), terminal.listenerCount("data")]).toEqual([false, true, 0]);
});

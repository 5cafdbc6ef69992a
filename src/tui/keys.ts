import { type Instance, render } from "ink";
import { createElement } from "react";
import { App } from "./app.ts";
import type { Controller } from "./controller.ts";
import { SiftedInput } from "./sifted-input.ts";
import { yogaReady } from "./yoga-ready.ts";

/** Hands every key of the terminal to the controller, and what the mouse does, until it is unmounted. */
export async function readKeys(controller: Controller, terminal: { readonly mouse: boolean }): Promise<Instance> {
  await yogaReady;
  const input = new SiftedInput(process.stdin, {
    isOn: () => terminal.mouse,
    heard: (mouse) => void controller.point(mouse),
  });
  const stdin = input as unknown as NodeJS.ReadStream;
  return render(createElement(App, { controller }), { stdin, exitOnCtrlC: false, patchConsole: false });
}

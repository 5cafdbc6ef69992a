import { type Instance, render } from "ink";
import { createElement } from "react";
import { App } from "./app.ts";
import type { Controller } from "./controller.ts";
import { yogaReady } from "./yoga-ready.ts";

/** Hands every key of the terminal to the controller, until it is unmounted. */
export async function readKeys(controller: Controller): Promise<Instance> {
  await yogaReady;
  return render(createElement(App, { controller }), { exitOnCtrlC: false, patchConsole: false });
}

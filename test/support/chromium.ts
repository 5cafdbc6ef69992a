import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Readable, Writable } from "node:stream";
import { pathToFileURL } from "node:url";
import axe from "axe-core";
import { onTestFinished, type TestContext } from "vitest";
import type { Scratch } from "./scratch.ts";
import { ROOT } from "./source-tree.ts";

const NAMES = ["chromium", "chromium-browser", "google-chrome"];

/** The browser of this machine. Skips a test, and says why, where there is none. */
export function needingChromium(context: TestContext): string {
  const name = NAMES.find((candidate) => spawnSync(candidate, ["--version"]).status === 0);
  if (name === undefined) context.skip("There is no Chromium on this machine.");
  return name as string;
}

type Answer = Record<string, unknown>;
type Told = {
  readonly id?: number;
  readonly method?: string;
  readonly params?: Answer;
  readonly result?: Answer;
  readonly error?: Answer;
};

/** A page in a real browser without a window, driven through a pipe by the DevTools protocol. It ends with the test. */
export class BrowserPage {
  readonly #process: ChildProcess;
  readonly #waiting = new Map<number, (told: Told) => void>();
  readonly #heard: Told[] = [];
  #listeners: ((told: Told) => void)[] = [];
  #session: string | undefined;
  #sent = 0;
  #rest = "";

  private constructor(program: string, here: Scratch) {
    const words = [
      "--headless",
      "--disable-gpu",
      "--no-first-run",
      // Containers often have little shared memory.
      "--disable-dev-shm-usage",
      "--remote-debugging-pipe",
      `--user-data-dir=${here.path("browser")}`,
    ];
    // Root may not use the browser's own sandbox; the page is ours.
    if (process.getuid?.() === 0) words.push("--no-sandbox");
    this.#process = spawn(program, words, { env: { ...here.env }, stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"] });
    const out = this.#process.stdio[4] as Readable;
    out.setEncoding("utf8").on("data", (text: string) => this.#take(text));
    this.#process.on("exit", () => {
      for (const answer of this.#waiting.values()) answer({ error: { message: "The browser ended." } });
    });
    onTestFinished(async () => {
      const ended = new Promise((resolve) => this.#process.once("exit", resolve));
      if (this.#process.exitCode === null && this.#process.kill("SIGKILL")) await ended;
    });
  }

  /** Opens a file, and waits until it is there. */
  static async open(program: string, here: Scratch, file: string): Promise<BrowserPage> {
    const page = new BrowserPage(program, here);
    const { targetId } = await page.ask("Target.createTarget", { url: "about:blank" });
    const { sessionId } = await page.ask("Target.attachToTarget", { targetId, flatten: true });
    page.#session = String(sessionId);
    for (const part of ["Page", "Network", "Log", "Runtime"]) await page.ask(`${part}.enable`);
    const loaded = page.next("Page.loadEventFired");
    await page.ask("Page.navigate", { url: pathToFileURL(file).href });
    await loaded;
    return page;
  }

  /** Asks the browser for something. */
  ask(method: string, params: Answer = {}): Promise<Answer> {
    const id = ++this.#sent;
    const answered = new Promise<Answer>((resolve, reject) => {
      this.#waiting.set(id, ({ error, result }) =>
        error === undefined ? resolve(result ?? {}) : reject(new Error(`${method}: ${JSON.stringify(error)}`)),
      );
    });
    const message = { id, method, params, ...(this.#session === undefined ? {} : { sessionId: this.#session }) };
    (this.#process.stdio[3] as Writable).write(`${JSON.stringify(message)}\0`);
    return answered;
  }

  /** The next event of a kind. */
  next(method: string): Promise<Answer> {
    return new Promise((resolve) => {
      this.#listeners.push((told) => {
        if (told.method === method) resolve(told.params ?? {});
      });
    });
  }

  /** All events of a kind so far. */
  heard(method: string): readonly Answer[] {
    return this.#heard.filter((told) => told.method === method).map(({ params }) => params ?? {});
  }

  /** What an expression comes to in the page. */
  async evaluate(expression: string): Promise<unknown> {
    const { result, exceptionDetails } = await this.ask("Runtime.evaluate", {
      expression,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails !== undefined) throw new Error(JSON.stringify(exceptionDetails));
    return (result as { readonly value?: unknown }).value;
  }

  /** How wide the window is, and what the reader prefers. */
  async look({ width, scheme }: { readonly width: number; readonly scheme: "light" | "dark" }): Promise<void> {
    await this.ask("Emulation.setDeviceMetricsOverride", { width, height: 900, deviceScaleFactor: 1, mobile: false });
    await this.ask("Emulation.setEmulatedMedia", { features: [{ name: "prefers-color-scheme", value: scheme }] });
  }

  /** The whole page as a PNG in the tests' output folder. Answers its bytes. */
  async screenshot(name: string): Promise<Buffer> {
    const { data } = await this.ask("Page.captureScreenshot", { captureBeyondViewport: true });
    const image = Buffer.from(String(data), "base64");
    const folder = join(ROOT, "test/.output");
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, name), image);
    return image;
  }

  /** What axe finds wrong with the page for people who cannot see it, or not well: a line for each rule. */
  async barriers(): Promise<readonly string[]> {
    await this.evaluate(`${axe.source};undefined`);
    const found = await this.evaluate(
      "axe.run().then(({violations}) => violations.map(({id, nodes}) => id + ': ' + nodes.slice(0, 3).map(({html, failureSummary}) => html.slice(0, 120) + ' ' + failureSummary).join(' | ')))",
    );
    return found as readonly string[];
  }

  #take(text: string): void {
    const parts = (this.#rest + text).split("\0");
    this.#rest = parts.pop() ?? "";
    for (const part of parts) {
      const told = JSON.parse(part) as Told;
      if (told.id !== undefined) this.#waiting.get(told.id)?.(told);
      else {
        this.#heard.push(told);
        for (const listener of this.#listeners) listener(told);
      }
    }
  }
}

import type { Workspace } from "../services/workspace.ts";
import type { Action, ActionSite, Done } from "./action.ts";
import type { Notice } from "./mode.ts";
import type { Stage } from "./stage.ts";

/** Who is told of actions. */
export interface Listener {
  /** Something was said or begun: the screen is to be drawn. */
  said(notice: Notice): void;
  began(): void;
  /** Something was done: what is shown may have changed. `made`: what came into being. */
  done(made: string | undefined): Promise<void>;
}

/** What an action is run with. */
interface Order {
  readonly issue: string;
  readonly answers: readonly string[];
  readonly failed: () => void;
}

/** Runs actions beside the keys, one at a time, says what each came to, and takes the last one back. */
export class Deeds {
  readonly #workspace: Workspace;
  readonly #stage: Stage;
  readonly #listener: Listener;
  #busy: string | null = null;
  #undo: (() => Promise<Done>) | undefined;
  /** What was done last and stands. */
  #stands: string | undefined;
  #running: Promise<void> = Promise.resolve();

  constructor(workspace: Workspace, stage: Stage, listener: Listener) {
    this.#workspace = workspace;
    this.#stage = stage;
    this.#listener = listener;
  }

  /** What goes on, in words; null where nothing does. */
  get busy(): string | null {
    return this.#busy;
  }

  /** True where the last change can be taken back. */
  get undoable(): boolean {
    return this.#undo !== undefined;
  }

  /** Comes back once nothing goes on. */
  get ended(): Promise<void> {
    return this.#running;
  }

  /** True where nothing goes on; else it is said that this has to wait. */
  mayBegin(): boolean {
    if (this.#busy === null) return true;
    this.#listener.said({ words: "Wait for that to end first.", tone: "warn" });
    return false;
  }

  /** `failed` is called where it came to nothing, so that what was typed is not lost. */
  run(action: Action, { issue, answers, failed }: Order): void {
    const { edit, files } = this.#stage;
    const site: ActionSite = {
      ...{ workspace: this.#workspace, issue, answers },
      edit: (text, name) => edit.call(this.#stage, text, name),
      files: (paths) => files.call(this.#stage, paths),
    };
    this.#begin(action.title, () => this.#note(action, site), failed);
  }

  async #note(action: Action, site: ActionSite): Promise<Done> {
    const done = await action.run(site);
    this.#stands = done.undo === undefined && done.tone === "good" ? action.title : undefined;
    return done;
  }

  takeBack(): void {
    if (!this.mayBegin()) return;
    const undo = this.#undo;
    this.#undo = undefined;
    const words = this.#stands === undefined ? "There is nothing to take back." : `${this.#stands}: that cannot be taken back.`;
    if (undo === undefined) this.#listener.said({ words, tone: "warn" });
    else this.#begin("Undo", undo);
  }

  #begin(title: string, run: () => Promise<Done>, failed?: () => void): void {
    if (!this.mayBegin()) return;
    this.#busy = `${title} ...`;
    this.#listener.began();
    this.#running = this.#settle(run, failed);
  }

  async #settle(run: () => Promise<Done>, failed?: () => void): Promise<void> {
    let notice: Notice;
    let made: string | undefined;
    try {
      const done = await run();
      made = done.made;
      this.#undo = done.undo;
      notice = { words: `${done.words}${done.undo === undefined ? "" : " u takes it back."}`, tone: done.tone };
    } catch (error) {
      notice = { words: wordsOf(error), tone: "bad" };
      failed?.();
    }
    this.#busy = null;
    this.#listener.said(notice);
    await this.#listener.done(made);
  }
}

/** What went wrong, and what helps, as the command would say it; flags help nobody here, and times are short. */
export function wordsOf(error: unknown): string {
  const { message, hints } = error as Error & { readonly hints?: readonly string[] };
  const all = Array.isArray(hints) ? (hints as readonly string[]) : [];
  const hint = all.find((words) => !words.includes(" --"));
  return (hint === undefined ? message : `${message} ${hint}`).replace(STAMP, "$1 $2 UTC");
}

const STAMP = /\b(\d{4}-\d\d-\d\d)T(\d\d:\d\d):[\d.]+Z/g;

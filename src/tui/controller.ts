import type { Workspace } from "../services/workspace.ts";
import type { Action, ActionSite, Done, Opened, Target } from "./action.ts";
import { ACTIONS } from "./actions.ts";
import { helpLines } from "./help-lines.ts";
import { type Command, type Pressed, resolveKey } from "./keymap.ts";
import type { Asking, Detail, Mode, Notice } from "./mode.ts";
import { matchingActions } from "./palette-list.ts";
import type { Content, Screen, View } from "./screen.ts";
import { readDetail } from "./screens/detail.ts";
import { SCREENS } from "./screens.ts";
import { itemOf, keptSelection, moved, movedAside, narrowed } from "./select.ts";
import { idFor, openedOf, targetsOf } from "./target.ts";
import { typed } from "./text-input.ts";

/** What the controller needs of the terminal. */
export interface Stage {
  /** Columns and rows. */
  size(): { readonly width: number; readonly height: number };
  readonly ascii: boolean;
  /** Lets the user edit a text; the screen steps aside. */
  edit(text: string, name: string): Promise<string | undefined>;
  suspend(): void;
  quit(): void;
}

/** Everything that is shown, as it is now. */
export interface Shown {
  readonly screen: Screen;
  readonly content: Content | undefined;
  readonly selected: string | null;
  readonly filter: string;
  readonly mode: Mode;
  readonly notice: Notice | null;
  /** Keys that were begun: `g`. */
  readonly keys: string;
  /** What goes on, in words; null where nothing does. */
  readonly busy: string | null;
  readonly view: View;
  readonly project: string;
}

/** Rows of the frame that are no part of a screen's body. */
export const FRAME_ROWS = 3;

/** The state of the interface: keys go in, changes of the ledger go in, and whoever draws is told. Knows no terminal. */
export class Controller {
  readonly #workspace: Workspace;
  readonly #stage: Stage;
  readonly #contents = new Map<number, Content>();
  readonly #selected = new Map<number, string | null>();
  #number = 1;
  #filter = "";
  #mode: Mode = { kind: "browse" };
  #notice: Notice | null = null;
  #keys = "";
  #busy: string | null = null;
  #undo: (() => Promise<Done>) | undefined;
  #project = "";
  #focus: string | null = null;
  #changed: () => void = () => undefined;
  #reading: Promise<void> = Promise.resolve();
  #pressing: Promise<void> = Promise.resolve();

  constructor(workspace: Workspace, stage: Stage) {
    this.#workspace = workspace;
    this.#stage = stage;
  }

  /** Calls back whenever there is something else to be drawn. */
  onChange(changed: () => void): void {
    this.#changed = changed;
  }

  get shown(): Shown {
    const { width, height } = this.#stage.size();
    const content = this.#content;
    const view: View = {
      ...{ width, height: Math.max(1, height - FRAME_ROWS), now: this.#workspace.ledger.now() },
      ...{ selected: this.#key, filter: this.#filter, ascii: this.#stage.ascii, scroll: 0 },
    };
    return {
      ...{ screen: this.#screen, content, selected: this.#key, filter: this.#filter, mode: this.#mode, view },
      ...{ notice: this.#notice, keys: this.#keys, busy: this.#busy, project: this.#project },
    };
  }

  /** Reads the present screen, and an open issue, anew; the selection stays on its bead. Calls while one runs wait for it. */
  async read(): Promise<void> {
    this.#reading = this.#reading.then(() => this.#readNow());
    return this.#reading;
  }

  /** Takes one key, behind those before it. Comes back once everything that it brought about has been done. */
  press(pressed: Pressed): Promise<void> {
    // Whoever wants to leave does not wait for what goes on.
    if (pressed.ctrl === true && pressed.text === "c" && this.#mode.kind === "browse") this.#stage.quit();
    this.#pressing = this.#pressing.then(() => this.#take(pressed));
    return this.#pressing;
  }

  async #take(pressed: Pressed): Promise<void> {
    if (this.#mode.kind === "filter" || this.#mode.kind === "palette" || this.#mode.kind === "ask") return this.#write(pressed);
    const resolved = resolveKey(this.#keys, pressed);
    this.#keys = resolved?.kind === "begun" ? resolved.keys : "";
    if (resolved === undefined || resolved.kind === "begun") return this.#changed();
    this.#notice = null;
    await this.#obey(resolved);
    this.#changed();
  }

  get #screen(): Screen {
    return SCREENS.find(({ number }) => number === this.#number) ?? (SCREENS[0] as Screen);
  }

  get #content(): Content | undefined {
    const content = this.#contents.get(this.#number);
    return content && narrowed(content, this.#filter);
  }

  get #key(): string | null {
    return this.#selected.get(this.#number) ?? null;
  }

  /** The issue that actions are for: the open one, else that of what is selected. */
  get #issue(): string | null {
    if (this.#mode.kind === "detail" && this.#mode.opened.kind === "issue") return this.#mode.opened.id;
    const content = this.#content;
    return content === undefined ? null : (itemOf(content, this.#key)?.issue ?? null);
  }

  /** What is open, under a question, too: whoever answers a message goes on reading it. */
  get #detail(): Detail | null {
    if (this.#mode.kind === "ask") return this.#mode.over;
    return this.#mode.kind === "detail" ? this.#mode : null;
  }

  /** What actions can be for now. */
  get #targets(): readonly Target[] {
    if (this.#mode.kind === "detail") return this.#mode.opened.kind === "message" ? [] : [this.#mode.opened as Target];
    const content = this.#content;
    return content === undefined ? [] : targetsOf(itemOf(content, this.#key));
  }

  async #readNow(): Promise<void> {
    const number = this.#number;
    try {
      this.#project = (await this.#workspace.ledger.snapshot()).project.name;
      const content = await this.#screen.load(this.#workspace, this.#focus);
      const before = this.#contents.get(number);
      this.#contents.set(number, content);
      const kept = keptSelection(before, narrowed(content, this.#filter), this.#selected.get(number) ?? null);
      this.#selected.set(number, kept);
      if (this.#mode.kind === "detail") await this.#openDetail(this.#mode.opened, this.#mode.scroll);
    } catch (error) {
      this.#notice = { words: (error as Error).message, tone: "bad" };
    }
    this.#changed();
  }

  async #obey(command: Command): Promise<void> {
    const content = this.#content;
    if (command.kind === "move" || command.kind === "page" || command.kind === "jump") return this.#move(command);
    if (command.kind === "side" && content !== undefined) return this.#select(movedAside(content, this.#key, command.by));
    if (command.kind === "screen") return this.#goTo(command.number);
    if (command.kind === "open") return this.#open();
    if (command.kind === "back") return this.#back();
    if (command.kind === "quit") return this.#stage.quit();
    if (command.kind === "suspend") return this.#stage.suspend();
    if (command.kind === "filter") return this.#enter({ kind: "filter", text: this.#filter });
    if (command.kind === "palette") return this.#enter({ kind: "palette", text: "", at: 0 });
    if (command.kind === "help") return this.#enter({ kind: "help", scroll: 0 });
    if (command.kind === "reload") return this.read();
    if (command.kind === "undo") return this.#takeBack();
    const action = command.kind === "action" ? ACTIONS.find(({ name }) => name === command.name) : undefined;
    if (action !== undefined) await this.#begin(action);
  }

  #enter(mode: Mode): void {
    this.#mode = mode;
  }

  #move(command: Extract<Command, { kind: "move" | "page" | "jump" }>): void {
    const { width, height } = this.shown.view;
    const by =
      command.kind === "move"
        ? command.by
        : command.kind === "page"
          ? command.by * (height - 1)
          : command.to === "first"
            ? -1e9
            : 1e9;
    if (this.#mode.kind === "detail" || this.#mode.kind === "help") {
      const lines = this.#mode.kind === "detail" ? this.#mode.lines : helpLines(width);
      const most = Math.max(0, lines.length - height);
      this.#mode = { ...this.#mode, scroll: Math.max(0, Math.min(most, this.#mode.scroll + by)) };
      return;
    }
    const content = this.#content;
    if (content !== undefined) this.#select(moved(content, this.#key, by));
  }

  #select(key: string | null): void {
    this.#selected.set(this.#number, key);
  }

  /** The selection goes along where the other screen shows the same issue. */
  async #goTo(number: number): Promise<void> {
    if (!SCREENS.some((screen) => screen.number === number)) return;
    const issue = this.#issue;
    this.#focus = issue ?? this.#focus;
    this.#mode = { kind: "browse" };
    this.#number = number;
    if (issue !== null) this.#selected.set(number, issue);
    this.#changed();
    await this.read();
  }

  async #open(): Promise<void> {
    const content = this.#content;
    const opened = content && openedOf(itemOf(content, this.#key));
    if (opened !== undefined && this.#mode.kind === "browse") await this.#openDetail(opened, 0);
  }

  async #openDetail(opened: Opened, scroll: number): Promise<void> {
    const { width } = this.#stage.size();
    try {
      this.#mode = { kind: "detail", opened, scroll, lines: await readDetail(this.#workspace, opened, width) };
    } catch (error) {
      this.#notice = { words: (error as Error).message, tone: "bad" };
    }
  }

  #back(): void {
    if (this.#mode.kind !== "browse") this.#mode = { kind: "browse" };
    else if (this.#filter !== "") this.#setFilter("");
    else this.#stage.quit();
  }

  #setFilter(text: string): void {
    this.#filter = text;
    const content = this.#content;
    if (content !== undefined) this.#select(keptSelection(undefined, content, this.#key));
  }

  /** A key while something is typed. */
  async #write(pressed: Pressed): Promise<void> {
    const mode = this.#mode as Extract<Mode, { kind: "filter" | "palette" | "ask" }>;
    if (pressed.name === "escape" || (pressed.ctrl === true && pressed.text === "c")) {
      if (mode.kind === "filter") this.#setFilter("");
      this.#mode = (mode.kind === "ask" ? mode.over : null) ?? { kind: "browse" };
    } else if (pressed.name === "return") await this.#finish(mode);
    else if (mode.kind === "palette" && (pressed.name === "up" || pressed.name === "down")) {
      const most = matchingActions(mode.text, this.#targets).length - 1;
      this.#mode = { ...mode, at: Math.max(0, Math.min(most, mode.at + (pressed.name === "down" ? 1 : -1))) };
    } else this.#type(mode, pressed);
    this.#changed();
  }

  #type(mode: Extract<Mode, { kind: "filter" | "palette" | "ask" }>, pressed: Pressed): void {
    if (mode.kind === "ask") {
      this.#mode = { ...mode, asking: { ...mode.asking, text: typed(mode.asking.text, pressed) } };
      return;
    }
    const text = typed(mode.text, pressed);
    this.#mode = mode.kind === "palette" ? { kind: "palette", text, at: 0 } : { kind: "filter", text };
    if (mode.kind === "filter") this.#setFilter(text);
  }

  async #finish(mode: Extract<Mode, { kind: "filter" | "palette" | "ask" }>): Promise<void> {
    if (mode.kind === "ask") return this.#answer(mode.asking);
    this.#mode = { kind: "browse" };
    if (mode.kind === "filter") return;
    const action = matchingActions(mode.text, this.#targets)[mode.at];
    if (action !== undefined) await this.#begin(action);
  }

  async #begin(action: Action): Promise<void> {
    const issue = idFor(action, this.#targets);
    if (issue === undefined) {
      this.#notice = { words: `${action.title}: no ${action.on} is selected.`, tone: "warn" };
      return;
    }
    try {
      const site = { workspace: this.#workspace, issue };
      const questions = (await action.questions?.(site)) ?? [];
      await this.#ask({ action, issue, questions, answers: [], text: questions[0]?.initial ?? "" });
    } catch (error) {
      this.#notice = { words: (error as Error).message, tone: "bad" };
    }
  }

  async #ask(asking: Asking): Promise<void> {
    if (asking.answers.length < asking.questions.length) this.#mode = { kind: "ask", asking, over: this.#detail };
    else await this.#run(asking);
  }

  async #answer(asking: Asking): Promise<void> {
    const question = asking.questions[asking.answers.length];
    if (asking.text.trim() === "" && question?.optional !== true) return;
    const answers = [...asking.answers, asking.text.trim()];
    await this.#ask({ ...asking, answers, text: asking.questions[answers.length]?.initial ?? "" });
  }

  async #run({ action, issue, answers }: Asking): Promise<void> {
    this.#mode = this.#detail ?? { kind: "browse" };
    this.#busy = `${action.title} …`;
    this.#changed();
    const { edit } = this.#stage;
    const site: ActionSite = {
      workspace: this.#workspace,
      issue: issue ?? "",
      answers,
      edit: (text, name) => edit.call(this.#stage, text, name),
    };
    await this.#settle(() => action.run(site));
  }

  async #takeBack(): Promise<void> {
    const undo = this.#undo;
    this.#undo = undefined;
    if (undo === undefined) this.#notice = { words: "There is nothing to take back.", tone: "warn" };
    else await this.#settle(undo);
  }

  /** Says what something came to, and reads anew. */
  async #settle(run: () => Promise<Done>): Promise<void> {
    try {
      const done = await run();
      this.#undo = done.undo;
      this.#notice = { words: `${done.words}${done.undo === undefined ? "" : " u takes it back."}`, tone: done.tone };
    } catch (error) {
      this.#notice = { words: (error as Error).message, tone: "bad" };
    }
    this.#busy = null;
    const said = this.#notice;
    await this.read();
    this.#notice ??= said;
  }
}

import { markInboxRead } from "../services/inbox-read.ts";
import type { Workspace } from "../services/workspace.ts";
import type { Opened, Target } from "./action.ts";
import { actionsOf } from "./actions.ts";
import { Deeds, wordsOf } from "./deeds.ts";
import { drawFrame } from "./frame.ts";
import { hitAt } from "./hit.ts";
import { type Command, type Pressed, resolveKey } from "./keymap.ts";
import { begun, type Mode, type Notice, openIn } from "./mode.ts";
import type { Mouse } from "./mouse-reports.ts";
import { Pages } from "./pages.ts";
import { mouseWords, Pointing } from "./pointing.ts";
import { readDetail } from "./screens/detail.ts";
import { roomOf, scrolled, stepOf } from "./scroll.ts";
import { type Shown, viewOf } from "./shown.ts";
import type { Stage } from "./stage.ts";
import { withStandings } from "./standing.ts";
import { openedOf, targetsOf, targetsOfOpen } from "./target.ts";
import { Typing } from "./typing.ts";

const CLOSED_ELSEWHERE = "What is closed is shown in the list (3) and in the tree (4).";

/** The state of the interface: keys go in, changes of the ledger go in, and whoever draws is told. Knows no terminal. */
export class Controller {
  readonly #workspace: Workspace;
  readonly #stage: Stage;
  readonly #pages: Pages;
  readonly #deeds: Deeds;
  readonly #typing: Typing;
  readonly #pointing: Pointing;
  #mode: Mode = { kind: "browse" };
  #notice: Notice | null = null;
  #keys = "";
  /** How that stood which actions were for. */
  #standing: readonly Target[] = [];
  #changed: () => void = () => undefined;
  #reading: Promise<void> = Promise.resolve();
  #pressing: Promise<void> = Promise.resolve();

  constructor(workspace: Workspace, stage: Stage) {
    this.#workspace = workspace;
    this.#stage = stage;
    this.#pages = new Pages(workspace);
    this.#deeds = new Deeds(workspace, stage, {
      said: (notice) => this.#say(notice),
      began: () => this.#changed(),
      done: (made) => this.#follow(made),
    });
    const enter = (mode: Mode) => {
      this.#mode = mode;
    };
    const idle = () => this.#mode.kind === "browse" || this.#mode.kind === "detail";
    this.#typing = new Typing({
      idle,
      workspace,
      stage,
      enter,
      pages: this.#pages,
      deeds: this.#deeds,
      say: (notice) => this.#say(notice),
    });
    this.#pointing = new Pointing({
      enter,
      pages: this.#pages,
      at: (mouse) => hitAt(drawFrame(this.shown), mouse),
      obey: (command) => this.#obey(command),
      type: async (pressed) => void (await this.#typing.take(this.#mode, pressed)),
    });
  }

  /** Calls back whenever there is something else to be drawn. */
  onChange(changed: () => void): void {
    this.#changed = changed;
  }

  get shown(): Shown {
    const { screen, content, selected, filter, closed, project } = this.#pages;
    const view = viewOf(this.#pages, this.#stage, this.#workspace.ledger.now());
    return {
      ...{ screen, content, selected, filter, closed, project, mode: this.#mode, view },
      ...{
        notice: this.#notice,
        keys: this.#keys,
        busy: this.#deeds.busy,
        undoable: this.#deeds.undoable,
        targets: this.#targets,
      },
    };
  }

  /** Reads the present screen, and an open issue, anew where something moved (or `anyway`). Calls while one runs wait for it. */
  read({ anyway = false }: { readonly anyway?: boolean } = {}): Promise<void> {
    this.#reading = this.#reading.then(() => this.#readNow(anyway));
    return this.#reading;
  }

  /** Takes one key, behind those before it. Comes back once it was taken; what it set going may still run. */
  press(pressed: Pressed): Promise<void> {
    // Whoever wants to leave does not wait for what goes on.
    if (pressed.ctrl === true && pressed.text === "c" && this.#mode.kind === "browse") this.#stage.quit();
    return this.#then(async () => {
      if (this.#mode.kind !== "browse") this.#notice = null;
      if (!(await this.#typing.take(this.#mode, pressed))) await this.#command(pressed);
    });
  }

  /** Takes what the mouse did, behind the keys before it. */
  point(mouse: Mouse): Promise<void> {
    const at = this.#workspace.ledger.now();
    return this.#then(() => {
      this.#notice = null;
      this.#keys = "";
      return this.#pointing.take(this.#mode, mouse, at);
    });
  }

  /** Comes back once nothing goes on any more. */
  get ended(): Promise<void> {
    return this.#deeds.ended;
  }

  /** The terminal has another size: there may be room for more. */
  async resized(): Promise<void> {
    if (this.#mode.kind === "detail") await this.#openDetail(this.#mode.opened, this.#mode.scroll);
    await this.#look();
    this.#changed();
  }

  /** Does something behind all that was pressed before. */
  #then(act: () => Promise<void>): Promise<void> {
    this.#pressing = this.#pressing.then(() => this.#take(act));
    return this.#pressing;
  }

  async #take(act: () => Promise<void>): Promise<void> {
    try {
      await act();
      await this.#look();
    } catch (error) {
      this.#notice = { words: wordsOf(error), tone: "bad" };
    }
    this.#changed();
  }

  async #command(pressed: Pressed): Promise<void> {
    // What was pasted where nothing is typed is no row of commands.
    if (pressed.pasted === true) return;
    const resolved = resolveKey(this.#keys, pressed);
    this.#keys = resolved?.kind === "begun" ? resolved.keys : "";
    if (resolved === undefined || resolved.kind === "begun") return;
    this.#notice = null;
    await this.#obey(resolved);
  }

  /** Shows what was done; what came into being is selected. */
  async #follow(made: string | undefined): Promise<void> {
    await this.read({ anyway: true });
    if (made === undefined || !this.#pages.pick(made)) return;
    await this.#look();
    this.#changed();
  }

  #say(notice: Notice): void {
    this.#notice = notice;
    this.#changed();
  }

  /** What actions can be for now, and how it stood when that was read. */
  get #targets(): readonly Target[] {
    const known = this.#standing;
    return this.#bare.map((target) => known.find(({ kind, id }) => kind === target.kind && id === target.id) ?? target);
  }

  get #bare(): readonly Target[] {
    const over = openIn(this.#mode);
    return over === null ? targetsOf(this.#pages.item) : targetsOfOpen(over.opened);
  }

  /** Reads what hangs on the selection: what stands beside the list, and what can be done. */
  async #look(): Promise<void> {
    await this.#pages.readBeside(this.#stage.size().width);
    this.#standing = await withStandings(this.#workspace, this.#bare);
  }

  async #readNow(anyway: boolean): Promise<void> {
    try {
      if (!(await this.#pages.read(anyway))) return;
      await this.#look();
      if (this.#mode.kind === "detail") await this.#openDetail(this.#mode.opened, this.#mode.scroll);
    } catch (error) {
      this.#notice = { words: wordsOf(error), tone: "bad" };
    }
    this.#changed();
  }

  async #obey(command: Command): Promise<void> {
    switch (command.kind) {
      case "move":
      case "page":
      case "jump":
        return this.#move(command);
      case "side":
        return this.#pages.moveAside(command.by);
      case "screen":
        return this.#goTo(command.number);
      case "open":
        return this.#open();
      case "back":
        return this.#back(command.out);
      case "quit":
        return this.#stage.quit();
      case "mouse":
        return this.#say(mouseWords(this.#stage.toggleMouse()));
      case "suspend":
        return this.#stage.suspend();
      case "reload":
        return this.read({ anyway: true });
      case "undo":
        return this.#deeds.takeBack();
      case "lanes":
        return this.#pages.changeLanes();
      case "closed":
        return this.#pages.changeClosed() ? this.read() : this.#say({ words: CLOSED_ELSEWHERE, tone: "quiet" });
      case "action":
        return this.#typing.begin(actionsOf(command.name, this.#targets), { targets: this.#targets, over: openIn(this.#mode) });
      default:
        this.#mode = begun(command.kind, {
          about: this.#pages.screen.about,
          filter: this.#pages.filter,
          selected: this.#pages.selected,
          targets: this.#targets,
          over: openIn(this.#mode),
        });
    }
  }

  #move(command: Extract<Command, { kind: "move" | "page" | "jump" }>): void {
    const size = this.#stage.size();
    const by = stepOf(command, size);
    if (this.#mode.kind === "browse") this.#pages.move(by, roomOf(size));
    else this.#mode = scrolled(this.#mode, by, size);
  }

  async #goTo(number: number): Promise<void> {
    const issue = this.#targets.find(({ kind }) => kind === "issue")?.id ?? null;
    if (!this.#pages.goTo(number, issue)) return;
    this.#mode = { kind: "browse" };
    this.#changed();
    await this.read();
  }

  async #open(): Promise<void> {
    const { item } = this.#pages;
    const opened = openedOf(item);
    if (opened === undefined || this.#mode.kind !== "browse") return;
    await this.#openDetail(opened, 0);
    if (item?.reads === undefined) return;
    await markInboxRead(this.#workspace, { ids: [item.reads] });
    await this.#pages.read(true);
  }

  async #openDetail(opened: Opened, scroll: number): Promise<void> {
    const { width } = this.#stage.size();
    const lines = await readDetail(this.#workspace, opened, { width, ascii: this.#stage.ascii });
    this.#mode = { kind: "detail", opened, scroll, lines };
  }

  /** The escape key, which people press twice, never leads out. */
  #back(out: boolean): void {
    if (this.#mode.kind !== "browse") this.#mode = { kind: "browse" };
    else if (this.#pages.filter !== "") this.#pages.narrow("");
    else if (out) this.#stage.quit();
    else this.#say({ words: "q quits.", tone: "quiet" });
  }
}

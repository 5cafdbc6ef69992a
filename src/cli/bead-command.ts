import type { Interfaces } from "@oclif/core";
import { parse } from "@oclif/core/parser";
import type { Workspace } from "../services/workspace.ts";
import { Answer, type Part } from "./answer.ts";
import { type BodyFlags, readBody } from "./body.ts";
import { globalFlags } from "./flags.ts";
import type { GlobalFlags } from "./globals.ts";
import type { Host } from "./host.ts";
import { interruptedStatus } from "./interruption.ts";
import { meantFlags } from "./meant-flags.ts";
import type { Opening, Parts } from "./open.ts";
import { inert } from "./print.ts";
import { type Terminal, terminalOf } from "./terminal.ts";
import { usageFailure } from "./usage.ts";

/** What the router knows of a command class. */
export interface CommandClass {
  new (call: Call): BeadCommand;
  readonly summary: string;
  readonly description: string;
  readonly args: Interfaces.ArgInput;
  readonly flags: Interfaces.FlagInput;
  readonly strict: boolean;
}

/** One call of a command: its name as typed (`dep add`), what stood behind it, and the world. */
export interface Call {
  readonly name: string;
  readonly argv: readonly string[];
  readonly host: Host;
}

interface Parsed<F, A> {
  readonly args: A;
  readonly flags: F & GlobalFlags;
  readonly argv: readonly string[];
}

/** What shells and bd itself run. */
const UNHEARD: ReadonlySet<string> = new Set(["background", "completion"]);

/** The base of every verb: declares oclif arguments and flags, calls one service, returns `this.answer(…)`. */
export abstract class BeadCommand {
  /** One line, a sentence. */
  static summary = "";
  /** More than the summary, for the verb's own help. */
  static description = "";
  static args: Interfaces.ArgInput = {};
  static flags: Interfaces.FlagInput = {};
  /** False: more arguments than declared are allowed, and all stand in `argv`. */
  static strict = true;

  protected readonly name: string;
  protected readonly host: Host;
  /** True for what runs long and fetches by itself: nothing detached is started beside it. Set before the workspace is asked for. */
  protected alone = false;
  /** True for what nobody reads line by line, such as a hook's: no asides, and no news are taken as told. Set before the workspace is asked for. */
  protected unheard = false;
  readonly #typed: readonly string[];
  #globals: GlobalFlags = {};
  #workspace: Promise<Workspace> | undefined;

  constructor(call: Call) {
    this.name = call.name;
    this.host = call.host;
    this.#typed = call.argv;
  }

  /** Does the work and returns what `this.answer` made. */
  abstract run(): Promise<object>;

  /** @throws BeadsError of kind usage for whatever the parser does not take. */
  protected async parse<
    F extends Interfaces.OutputFlags<Interfaces.FlagInput>,
    A extends Interfaces.OutputArgs<Interfaces.ArgInput>,
  >(definition: Pick<Interfaces.Input<F, F, A>, "args" | "flags" | "strict">): Promise<Parsed<F, A>> {
    const flags = { ...definition.flags, ...globalFlags } as Interfaces.FlagInput<F>;
    const input = { args: definition.args ?? {}, flags, strict: definition.strict ?? true, context: {} };
    const parseWith = (known: Interfaces.FlagInput) =>
      parse([...this.#typed], { ...input, flags: known } as Interfaces.Input<F, F, A>);
    const parsed = await parseWith(meantFlags(flags, this.#typed))
      .catch(() => parseWith(flags))
      .catch((error: unknown) => usageFailure(error, this.name, Object.keys(flags)));
    this.#globals = parsed.flags;
    return { args: parsed.args, flags: parsed.flags, argv: parsed.argv.map(String) };
  }

  /** The clone that the caller stands in, opened once; closed behind the command. */
  protected workspace(): Promise<Workspace> {
    this.#workspace ??= this.#open();
    return this.#workspace;
  }

  /** Another clone, for an agent that calls instead of typing: it stays open until whoever asked closes it. */
  protected async workspaceIn(directory: string): Promise<Workspace> {
    const { openWorkspace } = await import("./open.ts");
    return openWorkspace({ ...this.#opening, directory, globals: { ...this.#globals, "as-agent": true }, silent: true });
  }

  /** Shows that the agent is there, for commands that serve one for long. */
  protected async signIn(workspace: Workspace, command: string): Promise<void> {
    const { giveSign } = await import("./open.ts");
    await giveSign(this.host, workspace, command);
  }

  async #open(): Promise<Workspace> {
    const [{ giveSign, openWorkspace }, { giveNotices }] = await Promise.all([import("./open.ts"), import("./notices.ts")]);
    const workspace = await openWorkspace({ ...this.#opening, silent: this.unheard || UNHEARD.has(this.name) });
    await giveNotices(workspace, { name: this.name, words: this.#typed }).catch(async (error: unknown) => {
      await workspace.ledger.close();
      throw error;
    });
    // What bd does by the way, before the command itself, has ids of its own.
    const op = this.#globals["op-id"];
    if (op !== undefined) workspace.ledger.operationId(op);
    // What runs long is there from its beginning on.
    if (this.alone && workspace.actor.kind === "agent") {
      await giveSign(this.host, workspace, this.name);
    }
    return workspace;
  }

  /** Does what a detached process is for. */
  protected async detached(job: "push" | "fetch" | "alert"): Promise<void> {
    const { runDetached } = await import("./detached.ts");
    await runDetached(this.#opening, job);
  }

  get #opening(): Opening {
    const { alone, host, directory, progress, warn } = this;
    // Nobody asks for a passphrase in the midst of a wait.
    return { alone, detached: alone, host, globals: this.#globals, directory, progress, warn };
  }

  /** What the clone is before it has a ledger: for `init`, which makes one. */
  protected async site(remote: string | undefined): Promise<Parts> {
    const { openParts } = await import("./open.ts");
    const { host, directory, progress, warn } = this;
    const parts = await openParts({ host, globals: this.#globals, directory, progress, warn, remote });
    await parts.ledger.close();
    return parts;
  }

  /** Where the command runs: `-C`, else the current directory. */
  protected get directory(): string {
    const { directory } = this.#globals;
    if (directory === undefined) return this.host.cwd;
    return directory.startsWith("/") || /^[A-Za-z]:/.test(directory) ? directory : `${this.host.cwd}/${directory}`;
  }

  /** How text is to look: fits render's Style. */
  protected get style(): Terminal {
    return terminalOf(this.host, this.host.stdout, this.#globals["no-color"] === true);
  }

  /** True under `--json`. */
  protected get json(): boolean {
    return this.#globals.json === true;
  }

  /** The text of `-m`, `-F` or standard input; undefined where none was given. @throws BODY_TWICE, BODY_UNREADABLE */
  protected body(flags: BodyFlags): Promise<string | undefined> {
    return readBody(flags, this.host, this.directory);
  }

  /** The result of `run`: a JSON value, lines of text, and an exit status. What takes time to make is given as a function, called if it is printed. */
  protected answer(json: Part<unknown>, lines: Part<readonly string[]>, status = 0): Answer {
    return new Answer(json, lines, status);
  }

  /** Lines on standard output at once, for commands that go on; nothing under `--json`. */
  protected lines(...lines: string[]): void {
    if (!this.json) this.host.stdout.write(inert(lines.map((line) => `${line}\n`).join("")));
  }

  /** One item of a stream at once: an object on a line of its own under `--json`, else lines of text. */
  protected emit(json: object, lines: readonly string[]): void {
    if (this.json) this.host.stdout.write(inert(`${JSON.stringify(json)}\n`));
    else this.lines(...lines);
  }

  /** Runs a command that the caller typed, with a value as JSON on its input. That it fails is said and stops nothing. */
  protected async handTo(command: string, value: object): Promise<void> {
    const { runCommand } = await import("./run-command.ts");
    const why = await runCommand(command, value, { host: this.host, directory: this.directory });
    if (why !== null && !this.host.signal.aborted) this.warn(`The command of --exec failed: ${why}.`);
  }

  /** The status of work that was interrupted, as shells expect it. */
  protected get interruptedStatus(): number {
    return interruptedStatus(this.host.signal);
  }

  /** A line of progress on standard error. */
  protected readonly progress = (line: string): void => this.#aside(line);

  /** A warning or hint on standard error. */
  protected readonly warn = (line: string): void => this.#aside(line);

  #aside(line: string): void {
    if (!this.json && !this.unheard && this.#globals.quiet !== true) this.host.stderr.write(inert(`${line}\n`));
  }

  /** What time brought, and what whoever holds something has to know, behind a command that went well. */
  async #lookAfter(): Promise<void> {
    if (this.unheard && this.name !== "prime") return;
    // A command that has its answer without a clone goes by it.
    const workspace = await this.#workspace?.catch(() => undefined);
    if (workspace === undefined) return;
    const { lookAfter } = await import("./notices.ts");
    await lookAfter(workspace, { name: this.name, host: this.host });
  }

  /** Runs the command and closes what it opened. */
  async execute(): Promise<object> {
    try {
      const answer = await this.run();
      await this.#lookAfter();
      return answer;
    } finally {
      const opened = await this.#workspace?.catch(() => undefined);
      if (opened?.actor.kind === "agent") await (await import("./open.ts")).giveSign(this.host, opened, this.name);
      await opened?.ledger.close();
    }
  }
}

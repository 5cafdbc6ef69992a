import { BeadsError } from "../errors.ts";
import type { Answer, Part } from "./answer.ts";
import { BeadCommand, type Call } from "./bead-command.ts";
import { inHaste } from "./in-haste.ts";
import { within } from "./within.ts";

/** In how many milliseconds a command has to end, and with which flag alone, or without which; else it is a command like any other. */
export interface Hurry {
  readonly limit: number;
  readonly when?: RegExp;
  readonly unless?: RegExp;
}

/**
 * A command that hooks run: called so, it ends within so many milliseconds, whatever git does. An agent's prompt, a commit and the end of a session must
 * not wait for a disk or a git that answers no more.
 */
export abstract class HastyCommand extends BeadCommand {
  readonly #limit: number | null;
  #given: Answer | undefined;

  static hurry: Hurry;

  constructor(call: Call) {
    const { limit: milliseconds, when, unless } = new.target.hurry;
    const isSaid = (flag: RegExp) => call.argv.some((word) => flag.test(word));
    const limit = (when === undefined || isSaid(when)) && !(unless !== undefined && isSaid(unless)) ? milliseconds : null;
    super(limit === null ? call : { ...call, host: inHaste(call.host, limit) });
    this.#limit = limit;
  }

  override async execute(): Promise<object> {
    const limit = this.#limit;
    return limit === null ? super.execute() : ((await within(limit, super.execute())) ?? this.#given ?? this.late(limit));
  }

  /** What was answered in time counts: only what bd does behind it is given up then. */
  protected override answer(json: Part<unknown>, lines: Part<readonly string[]>, status = 0): Answer {
    this.#given = super.answer(json, lines, status);
    return this.#given;
  }

  /** The answer when the time is over. @throws TOOK_TOO_LONG where a command has none of its own */
  protected late(limit: number): object | Promise<object> {
    throw new BeadsError("environment", "TOOK_TOO_LONG", `It was not done within ${limit / 1000} s, and was given up.`, {
      hints: ["bd doctor says what is wrong with git or the ledger here."],
      fields: { milliseconds: limit },
    });
  }
}

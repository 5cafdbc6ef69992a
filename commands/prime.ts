import { BeadCommand, type Call } from "../src/cli/bead-command.ts";
import { Flags } from "../src/cli/flags.ts";
import { inHaste, readBehind } from "../src/cli/in-haste.ts";
import { withoutLedger } from "../src/cli/never-failing.ts";
import { within } from "../src/cli/within.ts";
import { type PrimeWish, primeAnswer, primeForAnswer } from "../src/render/prime-answer.ts";
import { PRIME_FORMS, type Prime as Primed, prime } from "../src/services/prime.ts";
import { primeFor } from "../src/services/prime-for.ts";

/** Milliseconds until the answer is what is there: with the program's own start, less than two seconds. */
const PATIENCE = 1300;

/** `bd prime`: everything that a session's start needs, in one call. */
export class Prime extends BeadCommand {
  static override summary = "Tell an agent who it is, what it was doing, what is new and what to do next.";
  static override description =
    "Your claims, each checked against the ledger now, with the last checkpoint and handoff; what waits for you; pauses, reservations, questions and decisions that concern you; notes to remember; what is ready, with the command that claims it. At most 1,200 tokens (400 with --compact, 600 with --for), two seconds, and nothing where there is no ledger. It changes nothing; this clone remembers when the session began. A project has its own wording in .bd/templates/prime.md (docs/agents.md).";
  static override flags = {
    compact: Flags.boolean({ description: "Only what a session that goes on has to know.", exclusive: ["full", "for"] }),
    full: Flags.boolean({ description: "Without the limit." }),
    for: Flags.string({ description: "What a helper needs for one issue.", helpValue: "<id>" }),
    mcp: Flags.boolean({ description: "One line, where bd's tools are attached (BD_MCP)." }),
    "hook-json": Flags.boolean({ description: "As the SessionStart hooks of agent programs take it." }),
  };

  #wish: PrimeWish = { form: "usual", mcp: false, hook: false };
  #begun: Primed | undefined;

  constructor(call: Call) {
    super({ ...call, host: inHaste(call.host, PATIENCE) });
  }

  async run(): Promise<object> {
    const { flags } = await this.parse(Prime);
    const [hook, mcp] = [flags["hook-json"] === true, flags.mcp === true || Boolean(this.host.env["BD_MCP"])];
    this.#wish = { form: flags.compact ? "compact" : flags.full ? "full" : "usual", mcp, hook };
    this.unheard = true;
    const told = await withoutLedger(() => this.#gather(flags.for), hook);
    const { json, lines } = typeof told === "object" ? told : primeAnswer(told, this.#wish);
    return this.answer(json, lines);
  }

  async #gather(id: string | undefined) {
    const workspace = await this.workspace();
    if (id !== undefined) return primeForAnswer(await primeFor(workspace, id), this.#wish);
    const begun = (started: Primed) => {
      this.#begun = started;
    };
    return primeAnswer(await prime(workspace, { ...PRIME_FORMS[this.#wish.form], begun }), this.#wish);
  }

  override async execute(): Promise<object> {
    const done = await within(PATIENCE, super.execute());
    if (done !== undefined) return done;
    if (this.#begun === undefined) await readBehind(this.host, this.directory);
    const { json, lines } = primeAnswer(this.#begun, { ...this.#wish, late: true });
    return this.answer(json, lines);
  }
}

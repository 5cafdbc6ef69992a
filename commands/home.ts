import { BeadCommand } from "../src/cli/bead-command.ts";
import { VERSION } from "../src/cli/version.ts";
import { type HomePage, renderHome } from "../src/render/home.ts";
import { beginning, home } from "../src/services/home.ts";

/** So many things that could be claimed are named. */
const READY = 3;

/** Plain `bd`: what needs you, what you hold and the next step; where there is no ledger, how to begin. */
export class Home extends BeadCommand {
  static override summary = "Show what needs you and the next step.";

  async run(): Promise<object> {
    await this.parse(Home);
    const page = await this.#page();
    const json = this.json ? (await import("../src/render/home-json.ts")).homeJson(page) : undefined;
    return this.answer(json, () => renderHome(page, this.style));
  }

  async #page(): Promise<HomePage> {
    try {
      const found = await home(await this.workspace(), { ready: READY });
      return { version: VERSION, home: found, without: found === undefined ? "NO_LEDGER" : null };
    } catch (error) {
      return { version: VERSION, home: undefined, without: beginning(error) };
    }
  }
}

import { HastyCommand } from "../../src/cli/hasty-command.ts";
import { neverBlocking } from "../../src/cli/never-blocking.ts";
import { guardJson, renderGuard } from "../../src/render/guard.ts";
import { guard } from "../../src/services/guard.ts";

/** Bytes: a hundred thousand long paths. */
const MOST = 1 << 26;
/** Milliseconds for the answer, and for what may follow it. */
const PATIENCE = 5000;
const REST = 500;

/** `bd hook guard`: what the hooks of `bd setup git` ask before a commit and before a push. Paths come on standard input, each with a null character behind it. */
export class HookGuard extends HastyCommand {
  static override hurry = { limit: PATIENCE + REST };
  static override summary = "Tell hooks whether paths on standard input are reserved by somebody else.";
  static override description =
    "Names stand on standard input, each with a null character behind it. The status is 3 where beads.guard says block and somebody else has one; a failure of bd itself is a line and status 0.";

  async run(): Promise<object> {
    await this.parse(HookGuard);
    this.unheard = true;
    const { value, why } = await neverBlocking(async () => guard(await this.workspace(), () => this.#paths()), PATIENCE);
    if (value === null) return this.answer({ failed: why }, [`bd: reservations were not checked: ${why}`]);
    const status = value.level === "block" && value.trespasses.length > 0 ? 3 : 0;
    return this.answer(guardJson(value), renderGuard(value), status);
  }

  /** Git puts an empty line between the commits of a log. */
  async #paths(): Promise<readonly string[]> {
    const text = (await this.host.stdin.read(MOST)).toString("utf8");
    return text.split("\0").flatMap((path) => (path.trim() === "" ? [] : [path.replace(/^\n+/, "")]));
  }
}

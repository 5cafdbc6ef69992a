import { HastyCommand } from "../src/cli/hasty-command.ts";
import { readBehind } from "../src/cli/in-haste.ts";
import { inboxFlags, USUAL } from "../src/cli/inbox-flags.ts";
import { neverFailing } from "../src/cli/never-failing.ts";
import { inboxJson, renderInbox } from "../src/render/inbox.ts";
import { inbox } from "../src/services/inbox.ts";
import type { SentInput } from "../src/services/sent.ts";

/** `bd inbox`: what others said to you, your human and your project. */
export class Inbox extends HastyCommand {
  /** A prompt waits for what is new. */
  static override hurry = { limit: 3000, when: /^--inject$/ };
  static override summary = "Read what others said to you and your project, and the replies to what it sent elsewhere.";
  static override description = [
    "Shown is what you have not read and what waits for your answer: the urgent first (emergencies, and answers that are overdue), then what waits, then the rest, each with the newest first. Looking changes nothing. An answer with bd reply or bd ack does, and so does bd inbox read, in this clone alone.",
    "What is older than 30 days when you read for the first time in a clone counts as read, unless it waits for your answer. Other projects are looked at as far as their ledgers are on this machine; bd sync fetches them.",
    "--inject is for the hook that runs before an agent's prompt: each entry once a session (BD_SESSION), nothing where there is nothing new, and in three seconds at most.",
  ].join("\n\n");
  static override flags = inboxFlags;

  async run(): Promise<object> {
    const { flags } = await this.parse(Inbox);
    const { all, from, unread, waiting, overdue, unanswered, full } = flags;
    if (flags.inject) return this.inject();
    const limit = flags.limit === 0 ? undefined : (flags.limit ?? (all ? undefined : USUAL));
    if (flags.sent) return this.sent({ project: from, limit });
    const kinds = { from, unread, waiting, overdue, unanswered, types: flags.type, priorities: flags.priority?.map(folded) };
    const found = await inbox(await this.workspace(), { ...kinds, all, limit });
    const sifted = Object.values(kinds).some((kind) => kind !== undefined);
    const view = { full: full === true, all: all === true, sifted };
    return this.answer(
      () => inboxJson(found),
      () => renderInbox(found, view, this.style),
    );
  }

  private async sent(input: SentInput): Promise<object> {
    const [{ sent }, { renderSent }] = await Promise.all([import("../src/services/sent.ts"), import("../src/render/sent.ts")]);
    const found = await sent(await this.workspace(), input);
    return this.answer(found.rows, () => renderSent(found, this.style));
  }

  private async inject(): Promise<object> {
    this.unheard = true;
    const { injectionJson, renderInjection } = await import("../src/render/inbox-inject.ts");
    const { injectInbox, NOTHING_NEW } = await import("../src/services/inbox-inject.ts");
    const news = (await neverFailing(async () => injectInbox(await this.workspace()))) ?? NOTHING_NEW;
    return this.answer(injectionJson(news), renderInjection(news));
  }

  protected override async late(): Promise<object> {
    await readBehind(this.host, this.directory);
    return this.answer({ entries: [], more: 0 }, []);
  }
}

/** As the JSON has them: `p1` is `P1`, `1` is `P1`. */
function folded(word: string): string {
  return /^p?[0-4]$/i.test(word) ? `P${word.slice(-1)}` : word.toLowerCase();
}

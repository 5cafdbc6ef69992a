import { nameOf } from "../../domain/actor.ts";
import type { RefusedGlob } from "../../domain/refused-glob.ts";
import { compose } from "../compose.ts";
import type { Workspace } from "../workspace.ts";
import { write } from "../write.ts";

/** A message that was sent to a holder. */
export interface Told {
  readonly holder: string;
  readonly message: string;
}

/** Asks each holder for what they have reserved; who was asked for the same reservation before is not asked again. */
export async function tellHolders(
  workspace: Workspace,
  refused: readonly RefusedGlob[],
  { intent, issue }: { readonly intent: string | null; readonly issue: string | null },
): Promise<readonly Told[]> {
  const { ledger, actor } = workspace;
  const told: Told[] = [];
  for (const first of firstOfEach(refused)) {
    const snapshot = await ledger.snapshot();
    const { reservation, holder } = first;
    const before = snapshot
      .messages({ to: [holder], from: nameOf(actor) })
      .find(({ data }) => data["reservation"] === reservation && data["wanted"] !== undefined);
    const globs = refused.filter((other) => other.reservation === reservation).map(({ glob }) => glob);
    const thread = [first.issue, issue].find((id) => id !== null && snapshot.has(id)) ?? null;
    const message = compose(ledger, actor, {
      ...{ thread, to: [holder], type: "request", expects: "reply", subject: `${globs.join(", ")}: may I have it?` },
      data: { reservation, wanted: globs.join(" ") },
      body: bodyOf(nameOf(actor), first, { globs, intent }),
    });
    if (before === undefined) await write(workspace, "message", { message, files: [] }, { urgency: "now" });
    told.push({ holder, message: (before ?? message).id });
  }
  return told;
}

function firstOfEach(refused: readonly RefusedGlob[]): RefusedGlob[] {
  return refused.filter((one, at) => refused.findIndex(({ reservation }) => reservation === one.reservation) === at);
}

function bodyOf(
  who: string,
  { pattern, until, reservation }: RefusedGlob,
  { globs, intent }: { readonly globs: readonly string[]; readonly intent: string | null },
): string {
  const why = intent === null ? "" : ` for this: ${intent}`;
  const end = `bd reserve release ${reservation.slice(-6)}`;
  return `${who} wants to reserve ${globs.join(", ")}${why}${/[.!?]$/.test(why) ? "" : "."}\n\nYou have reserved ${pattern} until ${until}. Say when you are done, or give it back with ${end}.`;
}

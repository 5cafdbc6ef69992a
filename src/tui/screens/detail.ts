import { renderDecisionShow } from "../../render/decide-show.ts";
import { renderEscalationShown } from "../../render/escalation.ts";
import { renderShow } from "../../render/show.ts";
import { PLAIN, type Style } from "../../render/style.ts";
import { renderThread } from "../../render/thread.ts";
import { showDecision } from "../../services/decide-show.ts";
import { showEscalation } from "../../services/escalate.ts";
import { show } from "../../services/show.ts";
import { thread } from "../../services/thread.ts";
import type { Workspace } from "../../services/workspace.ts";
import type { Opened } from "../action.ts";
import { type Line, span, wrap } from "../line.ts";

/** Longer rows are hard to read. */
const WIDEST = 120;

/** What was opened, with all that hangs on it, in the words of the command that shows it. */
export async function readDetail(
  workspace: Workspace,
  opened: Opened,
  { width, ascii }: Pick<Style, "width" | "ascii">,
): Promise<readonly Line[]> {
  const cells = Math.min(WIDEST, width);
  const lines = await linesOf(workspace, opened, { ...PLAIN, width: cells, ascii });
  return lines.flatMap((text, at) => broken(text, cells).map((part): Line => [span(part, at === 0 ? "strong" : toneOf(text))]));
}

/** The bar of another project's words stands before each row of them. */
const BAR = /^\s*\| /;
/** A fact behind what it is: the next rows begin below it. */
const FACT = /^ *[a-z][a-z ]{0,12} {2,}(?=\S)/;

function broken(text: string, width: number): string[] {
  const [bar] = BAR.exec(text) ?? [];
  if (bar !== undefined) return wrap(text.slice(bar.length), width - bar.length).map((row) => bar + row);
  const [fact] = FACT.exec(text) ?? [];
  if (fact === undefined) return wrap(text, width);
  const rows = wrap(text.slice(fact.length), width - fact.length);
  return rows.map((row, at) => (at === 0 ? fact : " ".repeat(fact.length)) + row);
}

async function linesOf(workspace: Workspace, { kind, id, issue = null }: Opened, style: Style): Promise<readonly string[]> {
  if (kind === "decision") return renderDecisionShow(await showDecision(workspace, { id }), style);
  if (kind === "escalation") return renderEscalationShown(await showEscalation(workspace, id), style);
  if (kind === "message") return renderThread(await thread(workspace, { id: issue ?? id }), style);
  return renderShow(await show(workspace, { id }), style);
}

/** Headings are in capitals; words of another project stand behind a bar. */
function toneOf(text: string): "plain" | "accent" | "warn" {
  if (/^[A-Z][A-Z ]{3,}$/.test(text)) return "accent";
  return BAR.test(text) ? "warn" : "plain";
}

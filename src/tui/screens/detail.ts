import { renderShow } from "../../render/show.ts";
import { PLAIN } from "../../render/style.ts";
import { show } from "../../services/show.ts";
import type { Workspace } from "../../services/workspace.ts";
import { type Line, span, wrap } from "../line.ts";

/** An issue with all that hangs on it, as `bd show` says it. */
export async function readDetail(workspace: Workspace, id: string, width: number): Promise<readonly Line[]> {
  const shown = await show(workspace, { id });
  const lines = renderShow(shown, { ...PLAIN, width });
  return lines.flatMap((text, at) => wrap(text, width).map((part): Line => [span(part, at === 0 ? "strong" : toneOf(text))]));
}

/** Headings are in capitals; words of another project stand behind a bar. */
function toneOf(text: string): "plain" | "accent" | "warn" {
  if (/^[A-Z][A-Z ]{3,}$/.test(text)) return "accent";
  return /^\s*\| /.test(text) ? "warn" : "plain";
}

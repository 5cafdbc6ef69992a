import type { Row } from "../../services/row.ts";
import { type Line, type Span, span, toWidth, wrap } from "../line.ts";
import { plain, plainLines } from "../plain.ts";
import type { View } from "../screen.ts";

/** What stands beside a list of what is selected in it. */
export interface Preview {
  readonly title: string;
  readonly facts: readonly string[];
  readonly body: string;
  /** True for words of another project: they stand behind a bar. */
  readonly foreign: boolean;
}

/** The part of the width that a list has beside a preview. */
const LIST = 0.55;

/** How wide a list is beside a preview. */
export function listWidth(width: number): number {
  return Math.floor(width * LIST);
}

/** A list with what is selected in it at its right. */
export function withPreview(rows: readonly Line[], preview: Preview | null, { width, height, ascii }: View): Line[] {
  const left = listWidth(width);
  const beside = preview === null ? [] : previewLines(preview, width - left - 3).slice(0, height);
  const bar = span(ascii ? " | " : " │ ", "quiet");
  return Array.from({ length: height }, (_, n): Line => [...toWidth(rows[n] ?? [], left), bar, ...(beside[n] ?? [])]);
}

/** The beginning of an issue. */
export function previewOf({ issue, computed, holder, messages }: Row): Preview {
  const state = [computed.replace("_", " "), issue.type, `P${issue.priority}`, ...(holder === null ? [] : [plain(holder)])];
  const said = messages === 0 ? "" : ` · ${messages} ${messages === 1 ? "message" : "messages"}`;
  const facts = [state.join(" · "), `${plain(issue.id)}${said}`, issue.labels.map(plain).join(", ")];
  return { title: issue.title, facts: facts.filter((words) => words !== ""), body: issue.body, foreign: issue.origin !== null };
}

function previewLines({ title, facts, body, foreign }: Preview, width: number): Line[] {
  const bar: Span[] = foreign ? [span("| ", "warn")] : [];
  const text = plainLines(body).flatMap((words) => wrap(words, width - (foreign ? 2 : 0)));
  return [
    ...wrap(plain(title), width).map((words): Line => [span(words, "strong")]),
    ...facts.flatMap((words) => wrap(words, width)).map((words): Line => [span(words, "quiet")]),
    ...(foreign ? [[span("From another project: data, not instructions.", "warn")]] : []),
    [],
    ...text.map((words): Line => [...bar, span(words)]),
  ];
}

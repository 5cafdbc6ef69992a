import { stripControls } from "../../domain/strip.ts";
import type { DecisionRow } from "../../services/decisions.ts";
import type { Rows } from "../../services/prime/site.ts";
import { minuteOf } from "../age.ts";
import type { Block, BlockRow } from "./block.ts";
import type { Voice } from "./voice.ts";
import { NAME, NARROW, plain, WIDE } from "./words.ts";

/** What was decided about this work. */
export function decisionsBlock({ rows, more }: Rows<DecisionRow>): Block {
  return { rank: 7, rows: rows.map(decisionRow), beyond: more, more: "bd decide list", least: 2 };
}

/** What waits for the caller's answer, with what it can be answered with. */
export function questionsBlock({ rows, more }: Rows<DecisionRow>, voice: Voice): Block {
  return { rank: 5, rows: rows.map((row) => questionRow(row, voice)), beyond: more, more: "bd decide list", least: 2 };
}

function decisionRow({ id, title, decision }: DecisionRow): BlockRow {
  const words = decidedIn(decision.body);
  const line = `- ${plain(id, NAME)} ${plain(title, WIDE)}`;
  return {
    full: words === "" ? [line] : [line, `  ${plain(words, WIDE)}`],
    short: `- ${plain(id, NAME)} ${plain(title, NARROW)}`,
  };
}

function questionRow({ id, title, decision }: DecisionRow, { say }: Voice): BlockRow {
  const answer = say(`bd answer ${plain(id, NAME)}`);
  const { options, recommend, deadline, gates } = decision;
  const by = deadline === null ? "" : ` by ${minuteOf(deadline)}`;
  const holds =
    gates.length === 0
      ? ""
      : ` (holds up ${gates
          .slice(0, 3)
          .map((gate) => plain(gate, NAME))
          .join(", ")})`;
  const choice = options.map(
    ({ key, text }) => `${plain(key, NAME)}${key === recommend ? " (recommended)" : ""}: ${plain(text, NARROW)}`,
  );
  return {
    full: [
      `- ${plain(id, NAME)} ${plain(title, WIDE)}${by}${holds}: ${answer}`,
      ...(choice.length === 0 ? [] : [`  ${choice.join("; ")}`]),
    ],
    short: `- ${plain(id, NAME)} ${plain(title, NARROW)}${by}: ${answer}`,
  };
}

/** What stands under `## Decision`, else how the text begins. */
function decidedIn(body: string): string {
  const text = stripControls(body);
  const part = /^## Decision[ \t]*\n+([^\n#][^\n]*)/m.exec(text)?.[1];
  return part ?? text.split("\n").find((line) => line.trim() !== "" && !line.startsWith("#")) ?? "";
}

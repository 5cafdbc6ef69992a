import { oneLine } from "../domain/strip.ts";
import type { Check, DoctorResult } from "../services/doctor.ts";
import { wrap } from "./columns.ts";
import { paint, type Style, type Tone } from "./style.ts";

const TONES: Readonly<Record<Check["state"], Tone>> = { ok: "green", warn: "yellow", fail: "red" };

export function doctorJson({ checks, status }: DoctorResult) {
  return {
    status,
    checks: checks.map(({ name, state, words, advice, details, fixed }) => ({ name, state, words, advice, details, fixed })),
  };
}

/** A line for each look, with what to do below it where there is something to do. */
export function renderDoctor({ checks }: DoctorResult, style: Style): string[] {
  const width = Math.max(...checks.map(({ name }) => name.length));
  return checks.flatMap(({ name, state, words, advice, details, fixed }) => {
    const indent = " ".repeat(8 + width);
    const notes = [...(fixed === null ? [] : [`fixed: ${oneLine(fixed)}`]), ...details.map(oneLine)];
    return [
      `${paint(style, TONES[state], state.padEnd(4))}  ${name.padEnd(width)}  ${oneLine(words)}`,
      ...notes.map((line) => `${indent}${line}`),
      ...(advice === null
        ? []
        : wrap(oneLine(advice), Math.max(40, style.width - indent.length)).map((line) => `${indent}${line}`)),
    ];
  });
}

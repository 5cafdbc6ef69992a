import { Answer } from "./answer.ts";
import type { Host } from "./host.ts";

/** Prints an answer in one piece and gives its exit status. */
export function printAnswer(result: object, host: Host, json: boolean): number {
  const answer = result instanceof Answer ? result : new Answer(result, [], 0);
  if (json) host.stdout.write(`${jsonText(answer.json, host)}\n`);
  else printLines(answer.lines, host);
  return answer.status;
}

function printLines(lines: readonly string[], host: Host): void {
  if (lines.length > 0) host.stdout.write(inert(`${lines.join("\n")}\n`));
}

/** One line for programs; on a terminal, which only people look at, indented and without bytes that it would obey. */
export function jsonText(value: unknown, host: Host): string {
  return host.stdout.isTTY ? inert(JSON.stringify(value, undefined, 2)) : JSON.stringify(value);
}

/** Takes away what a terminal would obey, but for our own colours. Texts of beads were stripped before, in render. */
export function inert(text: string): string {
  return text.replace(
    /\u001b\[[0-9;]*m|[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g,
    (found) => (found.endsWith("m") ? found : ""),
  );
}

import type { Host, Output } from "./host.ts";

/** How text is to look; the same shape as render's Style. */
export interface Terminal {
  readonly color: boolean;
  readonly width: number;
  readonly ascii: boolean;
}

/** Colour only on a terminal that can show it, and never where the user said no (`NO_COLOR`, `--no-color`). */
export function terminalOf(host: Host, output: Output, plain: boolean): Terminal {
  const color = output.isTTY && !plain && !host.env["NO_COLOR"] && host.env["TERM"] !== "dumb";
  return { color, width: output.isTTY ? output.columns : 80, ascii: host.env["TERM"] === "dumb" };
}

/** How text is to look: colour only on a terminal, and never as the only carrier of meaning. */
export interface Style {
  readonly color: boolean;
  /** Columns; 80 where there is no terminal. */
  readonly width: number;
  /** True where only ASCII may be used. */
  readonly ascii: boolean;
}

/** No colour, 80 columns: for files, pipes and tests. */
export const PLAIN: Style = { color: false, width: 80, ascii: false };

const CODES = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  blue: [34, 39],
  cyan: [36, 39],
} as const;
export type Tone = keyof typeof CODES;

/** Text in a tone, or plain where colour is off. */
export function paint(style: Style, tone: Tone, text: string): string {
  if (!style.color || text === "") return text;
  const [on, off] = CODES[tone];
  return `\u001b[${on}m${text}\u001b[${off}m`;
}

export const bold = (style: Style, text: string): string => paint(style, "bold", text);
export const dim = (style: Style, text: string): string => paint(style, "dim", text);

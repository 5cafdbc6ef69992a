import { highest } from "../spark.ts";

const WIDTH = 640;
const HEIGHT = 170;
const LEFT = 34;
const BOTTOM = 22;
const TOP = 8;

/** What a chart is made of. */
export interface ChartInput {
  /** Told to whoever does not see it. */
  readonly label: string;
  /** When each column begins, as it is written below. */
  readonly columns: readonly string[];
  readonly most: number;
}

/** Two columns for each span: the first hollow, the second filled. */
export function columnsChart(
  input: ChartInput,
  series: readonly { readonly name: string; readonly values: readonly (number | null)[] }[],
): string[] {
  const step = (WIDTH - LEFT) / Math.max(1, input.columns.length);
  const wide = (step * 0.8) / series.length;
  const bars = series.flatMap(({ name, values }, part) =>
    values.flatMap((value, at) => {
      if (value === null || value <= 0) return [];
      const tall = heightOf(value, input.most);
      const x = LEFT + at * step + step * 0.1 + part * wide;
      return [
        `<rect class="${name}" x="${round(x)}" y="${round(HEIGHT - BOTTOM - tall)}" width="${round(wide)}" height="${round(tall)}"/>`,
      ];
    }),
  );
  return frame(input, bars);
}

/** How much there is, and how much of it is done, as two lines. */
export function burnUpChart(input: ChartInput, all: readonly number[], done: readonly number[]): string[] {
  const step = (WIDTH - LEFT) / Math.max(1, input.columns.length);
  const pointsOf = (values: readonly number[]) =>
    values
      .map((value, at) => `${round(LEFT + (at + 0.5) * step)},${round(HEIGHT - BOTTOM - heightOf(value, input.most))}`)
      .join(" ");
  const ends = `${round(LEFT + (done.length - 0.5) * step)},${HEIGHT - BOTTOM} ${round(LEFT + 0.5 * step)},${HEIGHT - BOTTOM}`;
  return frame(input, [
    `<polygon class="area" points="${pointsOf(done)} ${ends}"/>`,
    `<polyline class="line all" points="${pointsOf(all)}"/>`,
    `<polyline class="line done" points="${pointsOf(done)}"/>`,
  ]);
}

function frame({ columns, label, most }: ChartInput, inner: readonly string[]): string[] {
  const base = HEIGHT - BOTTOM;
  const step = (WIDTH - LEFT) / Math.max(1, columns.length);
  const every = Math.max(1, Math.ceil(columns.length / 6));
  const times = columns.flatMap((name, at) =>
    at % every === 0 ? [`<text x="${round(LEFT + at * step)}" y="${HEIGHT - 6}">${name}</text>`] : [],
  );
  return [
    `<svg class="chart" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${label}">`,
    `<line class="grid" x1="${LEFT}" x2="${WIDTH}" y1="${base}" y2="${base}"/><line class="grid" x1="${LEFT}" x2="${WIDTH}" y1="${TOP}" y2="${TOP}"/>`,
    `${most > 0 ? `<text x="0" y="${TOP + 8}">${round(most)}</text>` : ""}<text x="0" y="${base}">0</text>`,
    ...inner,
    ...times,
    "</svg>",
  ];
}

/** Bars from the left with words before them. */
export function barsChart(label: string, rows: readonly { readonly name: string; readonly value: number }[]): string[] {
  const most = highest(rows.map(({ value }) => value));
  const row = 24;
  return [
    `<svg class="chart" viewBox="0 0 ${WIDTH} ${rows.length * row}" role="img" aria-label="${label}">`,
    ...rows.flatMap(({ name, value }, at) => {
      const wide = most === 0 ? 0 : (value / most) * (WIDTH - 180);
      const middle = at * row + 15;
      return [
        `<text x="0" y="${middle}">${name}</text><rect class="closed" x="110" y="${at * row + 4}" width="${round(wide)}" height="14"/>`,
        `<text x="${round(116 + wide)}" y="${middle}">${value}</text>`,
      ];
    }),
    "</svg>",
  ];
}

function heightOf(value: number, most: number): number {
  return most === 0 ? 0 : (value / most) * (HEIGHT - BOTTOM - TOP);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

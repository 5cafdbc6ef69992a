import { setTimeout as pause } from "node:timers/promises";
import { copyDataset } from "../dataset.ts";
import { median } from "../interleave.ts";
import type { Measure } from "../measure.ts";
import type { Place } from "../place.ts";
import { bd, emptyNode } from "../program.ts";
import { hasPty, Pty } from "../pty.ts";
import type { Row } from "../row.ts";
import { wallOf } from "../times.ts";

const FRAME_LIMIT = 10;
const KEY_LIMIT = 30;
const MEMORY_LIMIT = 180;
const IDLE_LIMIT = 50;
const IDLE = 5_000;
const STARTS = 5;

/** What somebody does: moves in the list, by pages and to the end; the board, the tree; narrows the list and takes it back. */
const KEYS = [
  ..."3jjjjkkjjjjG",
  ..."kkggjjjj",
  "\u0004",
  "\u0004",
  "\u0015",
  ..."2jjjlljjhhLjjjLL",
  ..."4jjjjGkkk",
  ..."3/par",
  ..."ser\r",
  ..."jjjkq",
];

/** The interface over 10,000 issues: its first frame, a key, memory, and what it costs to be left open. */
export const ui: Measure = {
  name: "ui",
  work: "bd ui at 10,000",
  async take({ place }) {
    if (!hasPty()) return [{ work: this.work, budget: "", measured: "there is no script(1) here", met: null }];
    const { directory } = await copyDataset(place, 10_000, "ui");
    wallOf(place, { words: bd("ready", "-n", "1"), directory });
    const first = await firstFrame(place, directory);
    const pty = new Pty(place, bd("ui"), directory);
    await pty.until("[1 Needs");
    await pause(1_000);
    const keys: number[] = [];
    for (const key of KEYS) {
      const taken = await pty.press(key);
      if (taken !== null) keys.push(taken);
    }
    const before = pty.cpu();
    await pause(IDLE);
    const idle = pty.cpu() - before;
    const peak = pty.peak();
    await pty.end("Q");
    return [first, keysRow(keys), memoryRow(peak), idleRow(idle)];
  },
};

async function firstFrame(place: Place, directory: string): Promise<Row> {
  const frames: number[] = [];
  const nodes: number[] = [];
  for (let round = 0; round < STARTS; round++) {
    nodes.push(wallOf(place, { words: emptyNode(), directory }));
    const pty = new Pty(place, bd("ui"), directory);
    frames.push(await pty.until("[1 Needs"));
    await pty.end("Q");
  }
  const times = median(frames) / median(nodes);
  return {
    work: "bd ui, first frame at 10,000",
    budget: `≤ ${FRAME_LIMIT} × N0`,
    measured: `${times.toFixed(2)} × (${median(frames).toFixed(0)} ms)`,
    met: times <= FRAME_LIMIT,
  };
}

function keysRow(keys: readonly number[]): Row {
  const sorted = keys.toSorted((a, b) => a - b);
  const p95 = sorted[Math.ceil(sorted.length * 0.95) - 1] ?? Number.NaN;
  return {
    work: "bd ui, key to frame at 10,000, p95",
    budget: `≤ ${KEY_LIMIT} ms`,
    measured: `${p95.toFixed(1)} ms (median ${median(keys).toFixed(1)}, most ${sorted.at(-1)?.toFixed(1)})`,
    met: p95 <= KEY_LIMIT,
  };
}

function memoryRow(peak: number): Row {
  return {
    work: "bd ui, memory at 10,000",
    budget: `≤ ${MEMORY_LIMIT} MiB`,
    measured: `${peak.toFixed(0)} MiB`,
    met: peak <= MEMORY_LIMIT,
  };
}

function idleRow(idle: number): Row {
  return {
    work: `bd ui left open, processor time in ${IDLE / 1000} s`,
    budget: `≤ ${IDLE_LIMIT} ms`,
    measured: `${idle} ms`,
    met: idle <= IDLE_LIMIT,
  };
}

import { mintMoment } from "../../src/domain/id.ts";
import { toStamp } from "../../src/domain/time.ts";
import { reservationPath } from "../../src/format/record-paths.ts";
import { reservationFile } from "../../src/format/records/reservation-file.ts";
import { copyDataset, type Dataset, importCommits } from "../dataset.ts";
import { CPU_ROUNDS, interleave, ratio } from "../interleave.ts";
import type { MadeCommit } from "../ledger-text.ts";
import type { Measure } from "../measure.ts";
import type { Place } from "../place.ts";
import { bd, emptyNode, git, run } from "../program.ts";
import { cpuNote, type Row, ratioRow } from "../row.ts";
import { Seeded } from "../seeded.ts";
import { cpuOf, type Timer, wallOf } from "../times.ts";

const RESERVATIONS = 500;
const PATHS = 50_000;
const DAY = 86_400_000;

/** May a path be touched, with many reservations in force; and what the guard of a commit takes for very many paths. */
export const reserveCheck: Measure = {
  name: "reserve",
  work: `bd reserve check <path>, ${RESERVATIONS} in force`,
  async take({ place, options }) {
    const data = await copyDataset(place, 10_000, "reserve");
    await reserveMany(place, data);
    const { directory } = data;
    const check = bd("reserve", "check", "src/part-77/lib/a.ts");
    const works = (timer: Timer) => {
      const timed = (words: string[]) => () => timer(place, { words, directory });
      return { node: timed(emptyNode()), check: timed(check) };
    };
    const wall = interleave(works(wallOf), options.rounds);
    const cpu = interleave(works(cpuOf), CPU_ROUNDS);
    const note = cpuNote(ratio(cpu.check, cpu.node));
    return [ratioRow(this.work, ratio(wall.check, wall.node), 1.7, "N0", note), guardRow(place, directory, options.rounds)];
  },
};

function guardRow(place: Place, directory: string, rounds: number): Row {
  const input = Array.from({ length: PATHS }, (_, at) => `src/part-${at % 1000}/deep/${at % 7}/file-${at}.ts\0`).join("");
  const words = bd("hook", "guard");
  const { guard } = interleave({ guard: () => run(place, { words, directory, input, allow: [3] }).wall }, Math.min(rounds, 7));
  const slowest = Math.max(...guard) / 1000;
  const measured = `${slowest.toFixed(2)} s at the slowest`;
  return { work: `guard, ${PATHS} paths, ${RESERVATIONS} in force`, budget: "≤ 1 s", measured, met: slowest <= 1 };
}

/** Puts reservations of all forms into a ledger, in force until tomorrow. */
async function reserveMany(place: Place, { directory }: Dataset): Promise<void> {
  const chance = new Seeded(RESERVATIONS);
  const now = Date.now();
  const commits: MadeCommit[] = Array.from({ length: RESERVATIONS }, (_, at) => {
    const id = mintMoment(now - RESERVATIONS * 1000 + at * 1000, chance.bytes);
    const own = `src/part-${at * 2}`;
    const paths = at % 50 === 0 ? [`**/*.gen${at}`] : at % 3 === 0 ? [`${own}/{a,b}*.ts`, `${own}/**/x?.md`] : [`${own}/**`];
    const content = reservationFile.serialize({
      ...{ id, paths, mode: "exclusive", by: `agent-${at % 30}/vc`, session: null, issue: null, intent: "A rewrite." },
      ...{ at: toStamp(now - DAY / 4), until: toStamp(now + DAY), op: id, marker: null, extras: [] },
    });
    return { at: now, subject: `reserved: ${paths[0]}`, files: [{ path: reservationPath(id), content }] };
  });
  const tip = run(place, { words: git("rev-parse", "refs/beads/ledger"), directory }).stdout.trim();
  await importCommits(place, directory, { ref: "refs/beads/ledger", from: tip, commits });
  run(place, { words: bd("reserve", "list"), directory });
}

import { copyDataset, type Dataset } from "../dataset.ts";
import { CPU_ROUNDS, interleave, median, ratio, type Work } from "../interleave.ts";
import type { Bench, Measure } from "../measure.ts";
import { bd, emptyNode, run } from "../program.ts";
import { cpuNote, type Row, ratioRow } from "../row.ts";
import { cpuOf, type Timer, wallOf } from "../times.ts";

const VERBS = ["create", "update", "reply", "close"] as const;
type Verb = (typeof VERBS)[number];

/** A ledger of one size. */
interface Sized extends Dataset {
  readonly size: number;
}

/** What is written all day, in a clone without a remote, view and index included, at three sizes. */
export const write: Measure = {
  name: "write",
  work: "bd create, update, reply, close (local)",
  async take(bench) {
    const ledgers: Sized[] = [];
    for (const size of bench.options.quick ? [100, 10_000] : [100, 10_000, 50_000]) {
      ledgers.push({ size, ...(await copyDataset(bench.place, size, `write-${size}`)) });
    }
    // Makes index and view, once and not in any figure.
    for (const { directory } of ledgers) run(bench.place, { words: bd("create", "First"), directory });
    const wall = interleave(worksOf(bench, ledgers, wallOf), bench.options.rounds);
    const cpu = interleave(worksOf(bench, ledgers, cpuOf), CPU_ROUNDS);
    return VERBS.flatMap((verb) => rowsOf(verb, ledgers, { wall, cpu }));
  },
};

function worksOf({ place }: Bench, ledgers: readonly Sized[], timer: Timer): Record<string, Work> {
  const works: Record<string, Work> = { node: () => timer(place, { words: emptyNode(), directory: place.root }) };
  for (const ledger of ledgers) {
    for (const verb of VERBS) {
      works[`${verb} ${ledger.size}`] = (round) => {
        const { directory } = ledger;
        if (verb === "close") run(place, { words: bd("reopen", closable(ledger, round)), directory });
        return timer(place, { words: bd(...lineOf(verb, ledger, round)), directory });
      };
    }
  }
  return works;
}

function lineOf(verb: Verb, ledger: Sized, round: number): string[] {
  const [first = "", second = ""] = ledger.free;
  if (verb === "create") return ["create", `Something that was found in round ${round}`, "-p", "2"];
  if (verb === "update") return ["update", first, "-p", String(round % 2)];
  return verb === "reply"
    ? ["reply", second, "-m", `Words of round ${round}.`]
    : ["close", closable(ledger, round), "-r", "Done"];
}

/** From the far end, since the other verbs take theirs from the front; a small ledger has few, so they come up again. */
function closable({ free }: Sized, round: number): string {
  return free[free.length - 1 - (round % (free.length - 2))] ?? "";
}

type Samples = Record<string, number[]>;

function rowsOf(verb: Verb, ledgers: readonly Sized[], { wall, cpu }: { wall: Samples; cpu: Samples }): Row[] {
  const of = (samples: Samples, name: string) => samples[name] ?? [];
  const medians = ledgers.map(({ size }) => median(of(wall, `${verb} ${size}`)));
  const apart = Math.max(...medians) / Math.min(...medians) - 1;
  const rows = ledgers.map(({ size }) => {
    const against = (samples: Samples) => ratio(of(samples, `${verb} ${size}`), of(samples, "node"));
    return ratioRow(`bd ${verb}, ${size} issues`, against(wall), 2.2, "N0", cpuNote(against(cpu)));
  });
  return [
    ...rows,
    { work: `bd ${verb}, flat over sizes`, budget: "within 20 %", measured: `${(apart * 100).toFixed(0)} %`, met: apart <= 0.2 },
  ];
}

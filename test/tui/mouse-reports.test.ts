import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Mouse, MouseReports, type Piece } from "../../src/tui/mouse-reports.ts";

/** Keys as terminals send them; an escape with a bracket behind it is the beginning of one that has a name. */
const keys = fc.constantFrom(
  ...[
    "a",
    "M",
    "m",
    "5",
    ";",
    "<",
    "解",
    "\r",
    "\u0003",
    "\u001bb",
    "\u001b[A",
    "\u001b[5~",
    "\u001b[1;5C",
    "\u001bOP",
    "\u001b[Z",
  ],
);
const place = fc.record({ column: fc.nat(400), row: fc.nat(200) });
const click = place.map((at) => ({ sent: report(0, at, "M"), pieces: [{ kind: "click", ...at } as const] }));
const wheel = fc.tuple(place, fc.constantFrom(-1 as const, 1 as const)).map(([at, by]) => {
  return { sent: report(by < 0 ? 64 : 65, at, "M"), pieces: [{ kind: "wheel", by, ...at } as const] };
});
/** Buttons going up, other buttons, clicks with control held down. */
const others = fc.tuple(place, fc.constantFrom(0, 1, 2, 16, 35, 66)).map(([at, button]) => {
  return { sent: report(button, at, button === 0 ? "m" : "M"), pieces: [] };
});
const key = keys.map((sent) => ({ sent, pieces: [sent] }));
/** Pasted text, with what looks like reports in it. */
const paste = fc
  .array(
    fc.oneof(
      keys,
      click.map(({ sent }) => sent),
    ),
  )
  .map((parts) => {
    const sent = `\u001b[200~${parts.join("")}\u001b[201~`;
    return { sent, pieces: [sent] };
  });
const sendings = fc.array(
  fc.oneof<fc.Arbitrary<{ sent: string; pieces: Piece[] }>[]>(key, click, wheel, others, paste) as fc.Arbitrary<Sending>,
);

interface Sending {
  readonly sent: string;
  readonly pieces: readonly Piece[];
}

function report(button: number, { column, row }: { readonly column: number; readonly row: number }, way: "M" | "m"): string {
  return `\u001b[<${button};${column + 1};${row + 1}${way}`;
}

/** What comes out of a text that comes in pieces of those sizes. */
function sifted(text: string, sizes: readonly number[]): { readonly keys: string; readonly mouse: readonly Mouse[] } {
  const reports = new MouseReports();
  const pieces: Piece[] = [];
  let at = 0;
  for (const size of [...sizes, text.length]) {
    pieces.push(...reports.take(text.slice(at, at + size), true));
    at += size;
  }
  return partedOf([...pieces, reports.release()]);
}

function partedOf(pieces: readonly Piece[]): ReturnType<typeof sifted> {
  return {
    keys: pieces.filter((piece) => typeof piece === "string").join(""),
    mouse: pieces.filter((piece) => typeof piece !== "string"),
  };
}

const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 60 });

describe("what a terminal sends", () => {
  test("gives the keys, what was pasted and what the mouse did, wherever it is cut in pieces", () => {
    fc.assert(
      fc.property(sendings, sizes, (all, cuts) => {
        const text = all.map(({ sent }) => sent).join("");
        expect(sifted(text, cuts)).toEqual(partedOf(all.flatMap(({ pieces }) => pieces)));
      }),
      { numRuns: 500 },
    );
  });

  test("never has a report among its keys, whatever comes, and is the same in pieces as in one", () => {
    const junk = fc.string({
      unit: fc.constantFrom("\u001b", "[", "<", "0", "6", "4", ";", "M", "m", "x", "~", "2"),
      maxLength: 40,
    });
    fc.assert(
      fc.property(junk, sizes, (text, cuts) => {
        const whole = sifted(text, []);
        expect(sifted(text, cuts)).toEqual(whole);
        const outside = whole.keys.replace(/\u001b\[200~[\s\S]*?(\u001b\[201~|$)/g, "");
        expect(outside).not.toMatch(/\u001b\[<\d+;\d+;\d+[Mm]/);
      }),
      { numRuns: 2_000 },
    );
  });

  test("has clicks of the old form taken out while the mouse is on, and three keys behind such a key left in while it is off", () => {
    expect(new MouseReports().take("j\u001b[M !!k", true)).toEqual(["jk"]);
    expect(new MouseReports().take("j\u001b[M !!k", false)).toEqual(["j\u001b[M !!k"]);
  });

  test("holds an escape back until it is known what it was", () => {
    const reports = new MouseReports();
    expect([reports.take("j\u001b", true), reports.doubtful]).toEqual([["j"], true]);
    expect([reports.release(), reports.doubtful]).toEqual(["\u001b", false]);
    expect([reports.take("\u001b[<0;", true), reports.doubtful]).toEqual([[], false]);
    expect(reports.take("3;4M\u001b", true)).toEqual([{ kind: "click", column: 2, row: 3 }]);
  });
});

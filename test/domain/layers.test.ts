import fc from "fast-check";
import { expect, test } from "vitest";
import { type Arrow, layersOf, longestChain } from "../../src/domain/layers.ts";

const IDS = Array.from({ length: 12 }, (_, at) => `i${at}`);
const arrows = fc.array(fc.record({ from: fc.constantFrom(...IDS), to: fc.constantFrom(...IDS) }), { maxLength: 40 });

/** The length of the longest chain, by trying all. */
function longest(forward: readonly Arrow[], from: string): number {
  return 1 + Math.max(0, ...forward.filter((arrow) => arrow.from === from).map(({ to }) => longest(forward, to)));
}

test("every arrow goes to a higher layer, but those that close a circle", () => {
  fc.assert(
    fc.property(arrows, (drawn) => {
      const { layer, back } = layersOf(IDS, drawn);
      for (const arrow of drawn) {
        if (!back.has(arrow)) expect(layer.get(arrow.to)).toBeGreaterThan(layer.get(arrow.from) ?? Number.NaN);
      }
    }),
  );
});

test("nothing leads back where there is no circle, and no layer is higher than it has to be", () => {
  const acyclic = arrows.map((drawn) => drawn.filter(({ from, to }) => IDS.indexOf(from) < IDS.indexOf(to)));
  fc.assert(
    fc.property(acyclic, (drawn) => {
      const { layer, back } = layersOf(IDS, drawn);
      expect(back.size).toBe(0);
      const turned = drawn.map(({ from, to }) => ({ from: to, to: from }));
      for (const id of IDS) expect(layer.get(id)).toBe(longest(turned, id) - 1);
    }),
  );
});

test("the longest chain is as long as any, and each of it comes before the next", () => {
  fc.assert(
    fc.property(arrows, (drawn) => {
      const { back } = layersOf(IDS, drawn);
      const forward = drawn.filter((arrow) => !back.has(arrow));
      const chain = longestChain(IDS, drawn);
      const most = Math.max(...IDS.map((id) => longest(forward, id)));
      expect(chain.length).toBe(most === 1 ? 0 : most);
      for (const [at, id] of chain.slice(1).entries()) {
        expect(forward.some(({ from, to }) => from === chain[at] && to === id)).toBe(true);
      }
    }),
  );
});

test("a chain of a hundred thousand is no deeper than the stack", () => {
  const ids = Array.from({ length: 100_000 }, (_, at) => `${at}`);
  const drawn = ids.slice(1).map((to, at) => ({ from: `${at}`, to }));
  expect(longestChain(ids, drawn).length).toBe(ids.length);
  expect(layersOf(ids, drawn).layer.get("99999")).toBe(99_999);
});

import fc from "fast-check";
import { expect, test } from "vitest";
import { layersOf } from "../../../src/domain/layers.ts";
import { BOX, layOut } from "../../../src/render/graph/layout.ts";

const IDS = Array.from({ length: 30 }, (_, at) => `i${at}`);

/** A graph of any form, circles among them, laid out. */
const pictures = fc
  .array(fc.record({ from: fc.constantFrom(...IDS), to: fc.constantFrom(...IDS) }), { maxLength: 80 })
  .map((drawn) => {
    const { layer, back } = layersOf(IDS, drawn);
    const nodes = IDS.map((id) => ({ id, layer: layer.get(id) ?? 0 }));
    return layOut({ nodes, edges: drawn.map((arrow) => ({ ...arrow, back: back.has(arrow) })) });
  });

test("no box lies over another, and none outside of the picture", () => {
  fc.assert(
    fc.property(pictures, ({ boxes, height, width }) => {
      const places = [...boxes.values()];
      expect(places.length).toBe(IDS.length);
      for (const [at, a] of places.entries()) {
        expect(a.x).toBeGreaterThanOrEqual(0);
        expect(a.y).toBeGreaterThanOrEqual(-1e-6);
        expect(a.x + BOX.width).toBeLessThanOrEqual(width);
        expect(a.y + BOX.height).toBeLessThanOrEqual(height + 1e-6);
        for (const b of places.slice(at + 1)) {
          const apart = Math.abs(a.x - b.x) >= BOX.width || Math.abs(a.y - b.y) >= BOX.height - 1e-6;
          expect(apart, `${JSON.stringify(a)} ${JSON.stringify(b)}`).toBe(true);
        }
      }
    }),
  );
});

test("every line goes forward from box to box, and where it passes a layer it passes no box", () => {
  fc.assert(
    fc.property(pictures, ({ boxes, lines }) => {
      for (const { edge, points } of lines) {
        if (edge.back) continue;
        const [from, to] = [boxes.get(edge.from), boxes.get(edge.to)];
        expect(points[0]?.x).toBe((from?.x ?? 0) + BOX.width);
        expect(points.at(-1)?.x).toBe(to?.x);
        for (const [at, point] of points.slice(1).entries()) expect(point.x).toBeGreaterThan(points[at]?.x ?? 0);
        for (const lane of points.slice(1, -1)) {
          const hit = [...boxes.values()].filter(
            ({ x, y }) => lane.x >= x && lane.x <= x + BOX.width && lane.y > y && lane.y < y + BOX.height,
          );
          expect(hit).toEqual([]);
        }
      }
    }),
  );
});

import fc from "fast-check";
import { expect, test } from "vitest";
import { globsOverlap } from "../../../src/domain/glob.ts";
import { mintMoment } from "../../../src/domain/id.ts";
import { reservationPath } from "../../../src/format/record-paths.ts";
import { RECORD_FILES } from "../../../src/format/records/parse-record.ts";
import { openInMemory } from "../../../src/store/index/index-file.ts";
import { IndexSnapshot } from "../../../src/store/index/index-snapshot.ts";
import { seededChance } from "../../support/seeded-chance.ts";
import { projectFile } from "./ledger.ts";
import { put } from "./tables.ts";

const part = fc.constantFrom("src", "src2", "SRC", "a", "*", "**", "s*", "{src,a}", "größe", ".", "x.ts");
const globs = fc
  .tuple(fc.array(part, { minLength: 1, maxLength: 3 }), fc.constantFrom("", "/"))
  .map(([parts, end]) => parts.join("/") + end);

test("a reservation that overlaps what is asked about is always among those near it", () => {
  fc.assert(
    fc.property(
      fc.array(globs, { minLength: 1, maxLength: 12 }),
      fc.array(globs, { minLength: 1, maxLength: 2 }),
      (all, asked) => {
        const connection = openInMemory();
        const chance = seededChance(1);
        const files = all.map((glob, at) => {
          const id = mintMoment(at * 1000, chance);
          const content = RECORD_FILES.reservation.serialize({
            ...{ id, paths: [glob], mode: "exclusive", by: "dave/vc", session: null, issue: null, intent: null },
            ...{ at: "2026-01-02T10:00:00Z", until: "2026-01-02T11:00:00Z", op: id, marker: null, extras: [] },
          });
          return { path: reservationPath(id), content };
        });
        put(connection, [projectFile(), ...files], false);
        const records = new IndexSnapshot(connection, () => "").records("reservation", { near: asked });
        const near = new Set(records.map(({ head }) => head.paths[0]));
        for (const glob of all)
          if (asked.some((one) => globsOverlap(one, glob)))
            expect([asked, [...near]]).toEqual([asked, expect.arrayContaining([glob])]);
      },
    ),
    { numRuns: 150, seed: 20261121 },
  );
});

test("of many reservations only a few are near a path", () => {
  const connection = openInMemory();
  const chance = seededChance(1);
  const paths = ["src/a/**", "src/b/**", "src", "docs/*.md", "**/*.ts", "src/a/x.ts", "src/ab"];
  const ids = paths.map((_, at) => mintMoment(at * 1000, chance));
  const fileOf = (path: string, id: string) => ({
    path: reservationPath(id),
    content: RECORD_FILES.reservation.serialize({
      ...{ id, paths: [path], mode: "shared", by: "dave/vc", session: null, issue: null, intent: null },
      ...{ at: "2026-01-02T10:00:00Z", until: "2026-01-02T11:00:00Z", op: id, marker: null, extras: [] },
    }),
  });
  put(connection, [projectFile(), ...paths.map((path, at) => fileOf(path, ids[at] ?? ""))], true);
  const snapshot = new IndexSnapshot(connection, () => "");
  const near = (...asked: string[]) => snapshot.records("reservation", { near: asked }).map(({ head }) => head.paths[0]);
  expect(near("src/a/x.ts")).toEqual(["src/a/**", "src", "**/*.ts", "src/a/x.ts"]);
  expect(near("docs/", "lib")).toEqual(["docs/*.md", "**/*.ts"]);
  expect(near("*.md")).toHaveLength(paths.length);
});

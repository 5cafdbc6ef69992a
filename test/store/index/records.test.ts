import { expect, test } from "vitest";
import type { Reservation } from "../../../src/domain/reservation.ts";
import { reservationPath } from "../../../src/format/record-paths.ts";
import { RECORD_FILES } from "../../../src/format/records/parse-record.ts";
import { openInMemory } from "../../../src/store/index/index-file.ts";
import { IndexSnapshot } from "../../../src/store/index/index-snapshot.ts";
import { projectFile } from "./ledger.ts";
import { put } from "./tables.ts";

const DAY = "2026-01-02";
const at = (time: string) => Date.parse(`${DAY}T${time}Z`);

function reservation(id: string, until: string): Reservation {
  return {
    ...{ id, paths: ["src/**"], mode: "exclusive", by: "dave/vc", session: null, issue: null, intent: null },
    ...{ at: `${DAY}T10:00:00Z`, until: `${DAY}T${until}Z`, op: id, marker: null, extras: [] },
  };
}

const FIRST = "20260102T100000000Z-aaaaaa";
const SECOND = "20260102T100000000Z-bbbbbb";
const file = (noun: Reservation) => ({ path: reservationPath(noun.id), content: RECORD_FILES.reservation.serialize(noun) });
const renewed = {
  path: reservationPath(FIRST, "r1"),
  content: RECORD_FILES.reservation_renewal.serialize({
    ...{ reservation: FIRST, renewal: 1, by: "dave/vc", at: `${DAY}T11:00:00Z`, until: `${DAY}T14:00:00Z`, op: "x", extras: [] },
  }),
};
const ended = {
  path: reservationPath(FIRST, "end"),
  content: RECORD_FILES.reservation_ending.serialize({
    ...{ reservation: FIRST, outcome: "released", by: "dave/vc", at: `${DAY}T11:30:00Z`, reason: null, op: "y", extras: [] },
  }),
};

test.each([true, false])(
  "records are in force until they run out or end, in whatever order their files come (fresh: %s)",
  (fresh) => {
    const connection = openInMemory();
    const snapshot = new IndexSnapshot(connection, () => "");
    const live = (time: string) => snapshot.records("reservation", { live_at: at(time) }).map(({ head }) => head.id.slice(-6));
    put(connection, [renewed, projectFile(), file(reservation(SECOND, "13:00:00")), file(reservation(FIRST, "12:00:00"))], fresh);
    expect(live("12:30:00")).toEqual(["aaaaaa", "bbbbbb"]);
    expect(live("13:30:00")).toEqual(["aaaaaa"]);
    put(connection, [ended], false);
    expect(live("12:30:00")).toEqual(["bbbbbb"]);
    expect(snapshot.record("reservation", FIRST)?.parts).toHaveLength(2);
    expect(snapshot.records("reservation", { newest: true, limit: 1 }).map(({ head }) => head.id)).toEqual([SECOND]);
    put(connection, [{ path: ended.path, content: "---\nreservation: [\n" }], false);
    expect(live("12:30:00"), "an end that cannot be read is none").toEqual(["aaaaaa", "bbbbbb"]);
    expect(snapshot.invalid().map(({ path }) => path)).toEqual([ended.path]);
  },
);

import { describe, expect, it } from "vitest";
import { cellsOf } from "../../src/render/cells.ts";
import { renderRow, renderRows, rowJson } from "../../src/render/row.ts";
import { PLAIN } from "../../src/render/style.ts";
import { issueOf, rowOf } from "./bead.ts";

describe("the row of an issue", () => {
  it("says symbol, id, priority, type and title", () => {
    expect(
      renderRow(rowOf({ issue: issueOf({ id: "vc-7k3xq2", title: "Parser crash", type: "bug", priority: 1 }) }), PLAIN),
    ).toBe("○ vc-7k3xq2  P1 bug  Parser crash");
  });

  it("says in words what is not ready, and who holds it", () => {
    expect(renderRow(rowOf({ computed: "in_progress", holder: "dave/vc" }), PLAIN)).toContain("in progress: dave/vc");
    expect(renderRow(rowOf({ computed: "blocked" }), PLAIN)).toContain("blocked");
  });

  it("says whose claim expired on what is ready again", () => {
    const lease = { issue: "vc-7k3xq2", epoch: 1, by: "dave/vc", session: null, since: "", until: "", marker: null, op: "" };
    const expired = rowOf({ lease: { ...lease, renewals: 0, ended: null } });
    expect(renderRow(expired, PLAIN)).toContain("left by dave/vc");
    expect(renderRow(rowOf({ lease: { ...lease, renewals: 0, ended: "released" } }), PLAIN)).not.toContain("left by");
  });

  it("never is wider than the style, and drops labels before the state", () => {
    const issue = issueOf({
      title: "a very long title ".repeat(9),
      labels: ["one-long-label", "another-long-label", "third-label"],
    });
    const line = renderRow(rowOf({ issue, computed: "blocked" }), PLAIN);
    expect(cellsOf(line)).toBeLessThanOrEqual(80);
    expect(line).toContain("blocked");
    expect(line).toContain("…");
    expect(line).not.toContain("third-label");
  });

  it("counts wide letters as two columns", () => {
    const line = renderRow(rowOf({ issue: issueOf({ title: "漢字".repeat(40) }) }), PLAIN);
    expect(cellsOf(line)).toBeLessThanOrEqual(80);
    expect(cellsOf(line)).toBeGreaterThan(76);
  });

  it("takes control characters and line ends out of a bead's text", () => {
    const line = renderRow(rowOf({ issue: issueOf({ title: "red \u001b[31malert\u0007\nsecond" }) }), PLAIN);
    expect(line).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
  });

  it("marks what came from another project", () => {
    const issue = issueOf({
      title: "crash",
      origin: { project: "github.com/owner/vc", issue: "vc-aaaaaa", actor: "dave/vc", op: null },
    });
    expect(renderRow(rowOf({ issue }), PLAIN)).toContain("from vc");
  });

  it("uses only ASCII where it is asked to", () => {
    const ascii = { ...PLAIN, ascii: true };
    for (const computed of ["ready", "in_progress", "blocked", "open", "deferred", "proposed", "closed"] as const) {
      expect(renderRow(rowOf({ computed, issue: issueOf({ title: "x".repeat(99) }) }), ascii)).toMatch(/^[\u0020-\u007e]+$/);
    }
  });

  it("aligns the titles of a list", () => {
    const rows = [
      rowOf({ issue: issueOf({ id: "vc-1", type: "bug", title: "one" }) }),
      rowOf({ issue: issueOf({ id: "vc-10", title: "two" }) }),
    ];
    const [first = "", second = ""] = renderRows(rows, PLAIN);
    expect(first.indexOf("one")).toBe(second.indexOf("two"));
  });
});

describe("the JSON of an issue in a list", () => {
  it("has every field, null or empty where there is nothing", () => {
    const json = rowJson(rowOf({}));
    expect(Object.values(json)).not.toContain(undefined);
    expect(json).toMatchObject({ status: "ready", stored_status: "open", holder: null, labels: [], needs: [], message_count: 0 });
  });

  it("has the computed status beside the stored one", () => {
    expect(rowJson(rowOf({ computed: "in_progress", holder: "dave/vc" }))).toMatchObject({
      status: "in_progress",
      stored_status: "open",
      holder: "dave/vc",
    });
  });
});

import { describe, expect, it } from "vitest";
import { type Arrival, admit, type CameLately, inboundOf, refuseOutright } from "../../src/domain/admission.ts";
import type { Project } from "../../src/domain/project.ts";

const VC = "github.com/owner/vc";
const NOTHING: CameLately = { issues: 0, messages: 0 };

type Rules = Parameters<typeof admit>[0];

function rules(partial: Partial<Project> = {}): Rules {
  return { name: "beads", identity: "github.com/owner/beads", inbound: "open", inbound_projects: {}, settings: {}, ...partial };
}

function arrival(partial: Partial<Arrival> = {}): Arrival {
  return { kind: "issue", project: VC, body: 100, files: 0, own_thread: false, ...partial };
}

function codeOf(work: () => unknown): string | null {
  try {
    work();
    return null;
  } catch (error) {
    return (error as { code: string }).code;
  }
}

describe("what a project takes from another", () => {
  const cases: readonly [string, Partial<Project>, Partial<Arrival>, string][] = [
    ["takes issues as they are unless it says something else", {}, {}, "open"],
    ["takes issues as proposals under review", { inbound: "review" }, {}, "proposed"],
    ["takes none while it is closed", { inbound: "closed" }, {}, "INBOUND_CLOSED"],
    ["lets one project in though it is closed", { inbound: "closed", inbound_projects: { [VC]: "open" } }, {}, "open"],
    ["keeps one project out though it is open", { inbound_projects: { [VC]: "closed" } }, {}, "INBOUND_CLOSED"],
    ["reviews one project alone", { inbound_projects: { [VC]: "review" } }, {}, "proposed"],
    ["keeps nobody out for another's rule", { inbound_projects: { "github.com/owner/other": "closed" } }, {}, "open"],
    ["takes words of those it reviews on any thread", { inbound: "review" }, { kind: "message" }, "proposed"],
    ["takes no words while it is closed", { inbound: "closed" }, { kind: "message" }, "INBOUND_CLOSED"],
    [
      "takes words on the sender's own thread though it is closed",
      { inbound: "closed" },
      { kind: "message", own_thread: true },
      "open",
    ],
    ["takes a text of just its bound", { settings: { "inbound.max_body": "100" } }, {}, "open"],
    ["takes no longer one", { settings: { "inbound.max_body": "99" } }, {}, "INBOUND_TOO_BIG"],
    [
      "takes no longer one from anybody's own thread either",
      { settings: { "inbound.max_body": "1" } },
      { own_thread: true },
      "INBOUND_TOO_BIG",
    ],
    ["takes files of just its bound", { settings: { "inbound.max_files": "1KiB" } }, { files: 1024 }, "open"],
    ["takes no larger ones", { settings: { "inbound.max_files": "1KiB" } }, { files: 1025 }, "INBOUND_TOO_BIG"],
    [
      "goes by the default where a bound makes no sense",
      { settings: { "inbound.max_body": "lots" } },
      { body: 300_000 },
      "INBOUND_TOO_BIG",
    ],
  ];
  it.each(cases)("%s", (_name, project, sent, expected) => {
    let status: string | undefined;
    const code = codeOf(() => {
      status = admit(rules(project), arrival(sent), NOTHING);
    });
    expect(code ?? status).toBe(expected);
    expect(codeOf(() => refuseOutright(rules(project), arrival(sent)))).toBe(code);
  });

  it("takes so many issues a day from one project, and messages by a bound of their own", () => {
    const few = rules({ settings: { "inbound.per_day": "3", "inbound.messages_per_day": "1" } });
    const issues = [0, 2, 3, 4].map((count) => codeOf(() => admit(few, arrival(), { issues: count, messages: 9 })));
    expect(issues).toEqual([null, null, "INBOUND_TOO_MANY", "INBOUND_TOO_MANY"]);
    expect(codeOf(() => refuseOutright(few, arrival()))).toBe(null);
    const said = arrival({ kind: "message" });
    const messages = [0, 1].map((count) => codeOf(() => admit(few, said, { issues: 9, messages: count })));
    expect(messages).toEqual([null, "INBOUND_TOO_MANY"]);
    expect(codeOf(() => admit(rules(), arrival(), { issues: 199, messages: 0 }))).toBe(null);
    expect(codeOf(() => admit(rules(), arrival(), { issues: 200, messages: 0 }))).toBe("INBOUND_TOO_MANY");
  });

  it("takes no name of JavaScript's own for a rule", () => {
    expect(inboundOf(rules({ inbound: "review" }), "constructor")).toBe("review");
    expect(admit(rules({ settings: {} }), arrival({ project: "toString" }), NOTHING)).toBe("open");
  });
});

import { expect, it } from "vitest";
import { routesOf } from "../../src/domain/alert.ts";
import type { EscalationLevel } from "../../src/domain/escalation.ts";

function routes(level: EscalationLevel, settings: Readonly<Record<string, string>>, at_once = false): string {
  const found = routesOf({ level, at_once }, (key) => settings[key]);
  return found.map(({ route, value }) => `${route}=${value}`).join(" ");
}

it.each<[string, EscalationLevel, Record<string, string>, string]>([
  ["a file and a line where nothing is set", 2, {}, "file=on log=on"],
  ["everything that is set for all levels", 1, { "beads.alert.exec": "say" }, "file=on log=on exec=say"],
  ["what is set from its level on", 3, { "beads.alert.2.webhook": "https://a" }, "file=on log=on webhook=https://a"],
  ["nothing that is set for a higher one", 1, { "beads.alert.2.webhook": "https://a" }, "file=on log=on"],
  [
    "the nearest of several",
    4,
    { "beads.alert.exec": "a", "beads.alert.2.exec": "b", "beads.alert.3.exec": "c" },
    "file=on log=on exec=c",
  ],
  [
    "nothing where it was ended",
    4,
    { "beads.alert.exec": "a", "beads.alert.3.exec": "off", "beads.alert.log": "false" },
    "file=on",
  ],
])("an alert takes %s", (_, level, settings, expected) => {
  expect(routes(level, settings)).toBe(expected);
});

it("what goes to the human at once goes as far as level 4 does, whatever its level", () => {
  const settings = { "beads.alert.4.webhook": "https://a", "beads.alert.3.exec": "say" };
  expect(routes(1, settings)).toBe("file=on log=on");
  expect(routes(1, settings, true)).toBe("file=on log=on exec=say webhook=https://a");
});

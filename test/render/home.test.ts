import { expect, it } from "vitest";
import { renderHome } from "../../src/render/home.ts";
import { PLAIN } from "../../src/render/style.ts";

it.each([50, 60, 80])("plain bd fits into %i columns, and names the same commands", (width) => {
  const page = { version: "0.1.0", home: undefined, without: "NO_LEDGER" } as const;
  const lines = renderHome(page, { ...PLAIN, width });
  // How to begin is typed as it stands.
  expect(lines.filter((line) => line.length > width && !line.startsWith("  bd "))).toEqual([]);
  const verbs = lines.join("\n").match(/\b(ready|create|claim|update|show|reply|list|inbox|search|send|close|sync) {2,}/g);
  expect(new Set(verbs?.map((verb) => verb.trim())).size).toBe(12);
});

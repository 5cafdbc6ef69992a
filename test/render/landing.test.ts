import { describe, expect, it } from "vitest";
import { reachWords } from "../../src/render/landing.ts";

const landing = { op: null, changed: true, commit: null };

describe("how far a write got", () => {
  it.each([
    [null, "pushed"],
    ["A push follows in a moment.", "local: a push follows in a moment"],
    ["HTTP 503 from the proxy.", "local: HTTP 503 from the proxy"],
    ["'/gone.git' does not appear to be a git repository\nCould not read from remote repository.\n", undefined],
    ["GH006: Protected branch.\r\nremote: Ask an owner.", "local: GH006: Protected branch; remote: Ask an owner"],
  ])("of %j is one clause", (why, words) => {
    const whole = words ?? "local: '/gone.git' does not appear to be a git repository; Could not read from remote repository";
    expect(reachWords({ ...landing, reach: why === null ? "pushed" : "local", why })).toBe(whole);
  });
});

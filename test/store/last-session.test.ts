import { expect, test } from "vitest";
import { lastSession, noteSession } from "../../src/store/last-session.ts";
import { scratch } from "../support/scratch.ts";

test("a session knows when the one before it began, however often it is asked", () => {
  const location = { commonDir: scratch().path("git") };
  const go = (session: string | null, at: string) => {
    const last = lastSession(location, "dave/vc", session);
    noteSession(location, "dave/vc", { session, at });
    return last;
  };
  expect(go("one", "2026-11-21T09:00:00Z")).toBeNull();
  expect(go("one", "2026-11-21T09:30:00Z"), "again, in the first one").toBeNull();
  expect(go("two", "2026-11-21T10:00:00Z")).toBe("2026-11-21T09:00:00Z");
  expect(go("two", "2026-11-21T10:30:00Z")).toBe("2026-11-21T09:00:00Z");
  expect(go(null, "2026-11-21T11:00:00Z")).toBe("2026-11-21T10:00:00Z");
  expect(go(null, "2026-11-21T12:00:00Z")).toBe("2026-11-21T11:00:00Z");
  expect(lastSession(location, "eve/vc", "two"), "somebody else's").toBeNull();
});

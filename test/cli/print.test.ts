import { expect, it } from "vitest";
import { Answer } from "../../src/cli/answer.ts";
import { printAnswer } from "../../src/cli/print.ts";
import { fakeHost } from "../support/fake-host.ts";

const never = () => {
  throw new Error("This is not printed.");
};

it("makes the JSON of an answer, and not its lines, where JSON is asked for", () => {
  const host = fakeHost({ cwd: "/here", env: {} });
  expect(printAnswer(new Answer(() => ({ id: "vc-1" }), never, 3), host, true)).toBe(3);
  expect(host.written.stdout).toBe('{"id":"vc-1"}\n');
});

it("makes the lines of an answer, and not its JSON, for people", () => {
  const host = fakeHost({ cwd: "/here", env: {} });
  expect(printAnswer(new Answer(never, () => ["vc-1", "vc-2"], 0), host, false)).toBe(0);
  expect(host.written.stdout).toBe("vc-1\nvc-2\n");
});

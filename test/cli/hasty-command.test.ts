import { expect, test } from "vitest";
import type { Call } from "../../src/cli/bead-command.ts";
import { HastyCommand } from "../../src/cli/hasty-command.ts";
import { fakeHost } from "../support/fake-host.ts";

const never = new Promise<never>(() => {});
const call = (): Call => ({ name: "test", argv: [], host: fakeHost({ cwd: "/", env: {} }) });

class Hanging extends HastyCommand {
  static override hurry = { limit: 20 };
  run = () => never;
}

class HangingBehind extends HastyCommand {
  static override hurry = { limit: 20, unless: /^--long$/ };
  run = async () => {
    this.answer({ done: true }, ["Done."]);
    return never;
  };
}

class WithWords extends Hanging {
  protected override late = () => this.answer([], ["Nothing new."]);
}

test("what is not done in time is given up with an error that says so", async () => {
  await expect(new Hanging(call()).execute()).rejects.toMatchObject({ kind: "environment", code: "TOOK_TOO_LONG" });
});

test("an answer that was made in time counts, whatever is left to do behind it", async () => {
  expect(await new HangingBehind(call()).execute()).toMatchObject({ json: { done: true } });
});

test("a hook that must say nothing harmful has an answer of its own for that", async () => {
  expect(await new WithWords(call()).execute()).toMatchObject({ lines: ["Nothing new."], status: 0 });
});

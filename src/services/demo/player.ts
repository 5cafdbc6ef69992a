import { type Act, check, type Expected, type Outcome, type Stage } from "./stage.ts";

/** Plays commands on a stage, showing each with its prompt and what it really printed. */
export class Player {
  readonly #stage: Stage;

  constructor(stage: Stage) {
    this.#stage = stage;
  }

  /** A line that tells the story. */
  tell(text: string): void {
    this.#stage.show(["", `# ${text}`]);
  }

  /** Runs a command of somebody, shows it, and answers what it printed. @throws DEMO_BROKEN */
  async play(who: string, command: string, expected: Expected = {}): Promise<string> {
    const act = { who, directory: who, command };
    const outcome = await this.#stage.run(act);
    this.#show(act, outcome);
    check(act, outcome, expected);
    return outcome.output;
  }

  /** Runs one command of several people at the same time. */
  async race(people: readonly string[], command: string): Promise<readonly { readonly act: Act; readonly outcome: Outcome }[]> {
    const acts = people.map((who) => ({ who, directory: who, command }));
    const outcomes = await Promise.all(acts.map((act) => this.#stage.run(act)));
    return acts.map((act, i) => {
      const outcome = outcomes[i] as Outcome;
      this.#show(act, outcome);
      return { act, outcome };
    });
  }

  #show({ who, command }: Act, { output, status }: Outcome): void {
    const lines = output.replace(/\n+$/, "");
    this.#stage.show([
      `${who === "." ? "" : `${who} `}$ ${command}`,
      ...(lines === "" ? [] : lines.split("\n").map((line) => line.replaceAll(this.#stage.root, "~"))),
      ...(status === 0 ? [] : [`[status ${status}]`]),
    ]);
  }
}

import { Args, Flags } from "../../src/cli/flags.ts";
import { HastyCommand } from "../../src/cli/hasty-command.ts";
import { sleep } from "../../src/cli/sleep.ts";
import { beatJson, renderBeat } from "../../src/render/beat.ts";
import { beat } from "../../src/services/beat.ts";

/** `bd agent beat`: the agent says that it is there, and how it is. */
export class AgentBeat extends HastyCommand {
  static override hurry = { limit: 8000, unless: /^--(?:every|while)\b/ };
  static override summary = "Say that you are there, and how you are.";
  static override description = [
    "Every command of an agent says that it is there, so this is for what runs long without one, and to say more: idle, stuck and why, or that you are leaving. Idle and stuck last until you say otherwise or take other work. What you hold is renewed once half of its lease is gone.",
    "--every goes on until the process of --while ends (else the one that is watched anyhow, if there is one), or until it is interrupted. Nothing is committed but renewals.",
  ].join("\n\n");
  static override args = { why: Args.string({ description: "Why, in words for others." }) };
  static override flags = {
    state: Flags.string({ char: "s", description: "working, idle, stuck or exiting.", helpValue: "<state>" }),
    every: Flags.string({ description: "Go on, with so much between beats; 30s with --while.", helpValue: "<time>" }),
    while: Flags.string({ description: "Go on as long as this process lives.", helpValue: "<pid>" }),
  };

  async run(): Promise<object> {
    const { args, flags } = await this.parse(AgentBeat);
    const input = { state: flags.state, why: args.why, env: this.host.env };
    if (flags.every === undefined && flags.while === undefined) {
      const given = await beat(await this.workspace(), input);
      return this.answer(beatJson(given), renderBeat(given));
    }
    const { signal } = this.host;
    const [workspace, { keepBeating }] = [await this.workspace(), await import("../../src/services/keep-beating.ts")];
    const going = { every: flags.every ?? "30s", while: flags.while, signal, sleep: (time: number) => sleep(time, signal) };
    const kept = await keepBeating(workspace, { ...input, ...going });
    return this.answer(beatJson(kept), renderBeat(kept), kept.ended === "interrupt" ? this.interruptedStatus : 0);
  }
}

import type { Workspace } from "../services/workspace.ts";
import type { Action, Target } from "./action.ts";
import { askedBy, beginAsking, withText } from "./asking.ts";
import type { Deeds } from "./deeds.ts";
import type { Pressed } from "./keymap.ts";
import type { Asking, Detail, Filter, Mode, Notice, Palette } from "./mode.ts";
import type { Pages } from "./pages.ts";
import { matchingActions } from "./palette-list.ts";
import { roomOf } from "./scroll.ts";
import type { Stage } from "./stage.ts";
import { idFor } from "./target.ts";
import { typed } from "./text-input.ts";

/** What typing works on. */
interface Desk {
  readonly workspace: Workspace;
  readonly stage: Stage;
  readonly pages: Pages;
  readonly deeds: Deeds;
  readonly say: (notice: Notice) => void;
  readonly enter: (mode: Mode) => void;
  /** True while nothing is typed, and nothing is open. */
  readonly idle: () => boolean;
}

/** What an action is begun for, and over what. */
interface Beginning {
  readonly targets: readonly Target[];
  readonly over: Detail | null;
}

/** Takes the keys while something is typed: a filter, the name of an action, the fields of a form. */
export class Typing {
  readonly #desk: Desk;

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  /** Takes a key; false where nothing is being typed, so that it is a command. */
  async take(mode: Mode, pressed: Pressed): Promise<boolean> {
    if (mode.kind === "ask") await this.#fill(mode, pressed);
    else if (mode.kind === "filter") this.#narrow(mode, pressed);
    else if (mode.kind === "palette") await this.#choose(mode, pressed);
    else return false;
    return true;
  }

  /** Begins an action: with its form, or at once where it asks nothing. @throws what its questions throw */
  async begin([action, ...others]: readonly Action[], { targets, over }: Beginning): Promise<void> {
    const { workspace, deeds, say, enter } = this.#desk;
    if (action === undefined || !deeds.mayBegin()) return;
    const issue = idFor(action, targets);
    if (issue === undefined) return say({ words: missingWords([action, ...others]), tone: "warn" });
    const questions = (await action.questions?.({ workspace, issue })) ?? [];
    const asking = beginAsking(action, issue, questions);
    if (questions.length === 0) this.#run(asking, { answers: [], over });
    else enter({ kind: "ask", asking, over });
  }

  #narrow(mode: Filter, pressed: Pressed): void {
    const { pages, enter, stage } = this.#desk;
    const { name } = pressed;
    if (isGivenUp(pressed)) {
      pages.select(mode.before);
      pages.narrow("");
      enter({ kind: "browse" });
    } else if (name === "return") enter({ kind: "browse" });
    else if (name === "up" || name === "down") pages.move(name === "down" ? 1 : -1, roomOf(stage.size()));
    else {
      const text = typed(mode.text, pressed);
      enter({ ...mode, text });
      pages.narrow(text);
    }
  }

  async #choose(mode: Palette, pressed: Pressed): Promise<void> {
    const { enter } = this.#desk;
    const matching = matchingActions(mode.text, mode.targets);
    const { name } = pressed;
    if (isGivenUp(pressed)) enter(mode.over ?? { kind: "browse" });
    else if (name === "return") {
      enter(mode.over ?? { kind: "browse" });
      await this.begin(matching.slice(mode.at, mode.at + 1), mode);
    } else if (name === "up" || name === "down") {
      const at = mode.at + (name === "down" ? 1 : -1);
      enter({ ...mode, at: Math.max(0, Math.min(matching.length - 1, at)) });
    } else enter({ ...mode, text: typed(mode.text, pressed), at: 0 });
  }

  async #fill({ asking, over }: Extract<Mode, { kind: "ask" }>, pressed: Pressed): Promise<void> {
    const { stage, enter } = this.#desk;
    const asked = askedBy(asking, pressed);
    if (asked.kind === "typed") enter({ kind: "ask", asking: asked.asking, over });
    else if (asked.kind === "given-up") enter(over ?? { kind: "browse" });
    else if (asked.kind === "sent") this.#run(asking, { answers: asked.answers, over });
    else {
      const text = await stage.edit(asked.asking.answers[asked.asking.at] ?? "", `${asking.action.name}.md`);
      if (text === undefined) this.#desk.say({ words: "Nothing was written in the editor: all is as it was.", tone: "warn" });
      else enter({ kind: "ask", asking: withText(asked.asking, text.trimEnd()), over });
    }
  }

  /** What was refused can be corrected: its form comes back, unless the user does something else by then. */
  #run(asking: Asking, { answers, over }: { readonly answers: readonly string[]; readonly over: Detail | null }): void {
    const { enter, deeds, idle } = this.#desk;
    const { action, issue, questions } = asking;
    enter(over ?? { kind: "browse" });
    const failed = () => {
      if (questions.length > 0 && idle()) enter({ kind: "ask", asking, over });
    };
    deeds.run(action, { issue, answers, failed });
  }
}

const NAMES = {
  issue: "an issue",
  decision: "a decision",
  escalation: "an escalation",
  message: "a message",
  project: "",
} as const;

/** What has to be selected for any of these. */
function missingWords(actions: readonly Action[]): string {
  return `${actions.at(-1)?.title}: select ${actions.map(({ on }) => NAMES[on]).join(" or ")} first.`;
}

function isGivenUp({ name, ctrl, text }: Pressed): boolean {
  return name === "escape" || (ctrl === true && text === "c");
}

import type { Workspace } from "../services/workspace.ts";
import type { SentFile } from "./stage.ts";

/** Something to be typed before an action runs: a field of its form. */
export interface Question {
  readonly prompt: string;
  /** What an answer looks like, shown where nothing is typed. */
  readonly hint?: string;
  /** What it is about, above its form. */
  readonly about?: string;
  /** What stands there to begin with. */
  readonly initial?: string;
  /** True where nothing is an answer too. */
  readonly optional?: boolean;
  /** True where what stands there is one word, and the first letter that is typed begins another one. */
  readonly word?: boolean;
  /** True for a text of several lines, which can be written in the user's editor. */
  readonly long?: boolean;
  /** One key picks one of these; who deletes it writes their own words. */
  readonly choices?: readonly Choice[];
  /** What is often meant: the first that begins like the word being typed can be taken over. */
  readonly suggestions?: readonly string[];
  /** Issues that may be meant: found by id or by words of the title, the first can be taken over. */
  readonly issues?: readonly Named[];
}

/** An issue by id and title. */
export interface Named {
  readonly id: string;
  readonly title: string;
}

/** Something to pick. */
export interface Choice {
  readonly key: string;
  readonly text: string;
}

/** What an action came to: words for the foot of the screen, and how to take it back where that can be done. */
export interface Done {
  readonly words: string;
  readonly tone: "good" | "warn" | "bad";
  readonly undo?: () => Promise<Done>;
  /** What came into being: it is selected, where the screen shows it. */
  readonly made?: string;
}

/** What an action works with. */
export interface ActionSite {
  readonly workspace: Workspace;
  /** What is selected: an issue's id, a decision's, an escalation's; empty for actions on the project. */
  readonly issue: string;
  readonly answers: readonly string[];
  /** Lets the user edit a text in their editor; undefined where they gave it up. The screen steps aside for it. */
  edit(text: string, name: string): Promise<string | undefined>;
  /** Reads files of the user's by their paths. */
  files(paths: readonly string[]): Promise<readonly SentFile[]>;
}

/** What an action can be for. */
export interface Target {
  readonly kind: "issue" | "decision" | "escalation" | "message";
  readonly id: string;
  /** True for what was closed elsewhere, and waits for the user's word on whether it is so. */
  readonly verify?: boolean;
  /** As it was read last; undefined where that is not known. */
  readonly standing?: Standing;
}

/** How something stands that actions are for: what decides which of them can be done. */
export interface Standing {
  /** An issue's status as lists show it, a decision's state; `elsewhere` for an issue of another project. */
  readonly state: string;
  readonly is_question: boolean;
  /** True while the user holds its claim. */
  readonly mine: boolean;
  /** True where something was said to the user on it. */
  readonly told: boolean;
  /** True where anything was said on it, or it came from elsewhere. */
  readonly heard: boolean;
  readonly verify: boolean;
}

/** What can be opened: a message stands for the thread that it belongs to. */
export interface Opened {
  readonly kind: Target["kind"];
  readonly id: string;
  /** Of a message: the issue that it was said on. */
  readonly issue?: string | null;
  /** As with `Target`. */
  readonly verify?: boolean;
}

/** Something that can be done, by a key or from the palette: the service of the command of its name. */
export interface Action {
  readonly name: string;
  readonly title: string;
  /** The action whose key does this one, where this is what is selected. */
  readonly as?: string;
  /** What has to be selected for it. */
  readonly on: Target["kind"] | "project";
  /** Whether it can be done to what stands so; without it, always. */
  readonly fits?: (standing: Standing) => boolean;
  readonly questions?: (site: Pick<ActionSite, "workspace" | "issue">) => Promise<readonly Question[]>;
  readonly run: (site: ActionSite) => Promise<Done>;
}

import { appendFileSync } from "node:fs";
import type { Scratch } from "../scratch.ts";

/** The name under which every host is known to those it admits: one project has the same identity over all of them. */
export const HOST = "forge.test";

/** A host of bare repositories, reached in one way over loopback. It never outlives the test that started it. */
export interface Transport {
  /** A repository's URL by the host's name. Only homes that were admitted reach it. */
  url(repository: string): string;
  /** The same by address and port. */
  direct(repository: string): string;
  /** Writes into a home's git configuration what it takes to get there and be let in without any question. */
  admit(home: Scratch): void;
  /** While it is true, everybody may read and nobody may push. */
  refusePushes: boolean;
  /** Stops answering at once and breaks off what is under way. */
  goAway(): Promise<void>;
  /** Answers again, where it did before. */
  comeBack(): Promise<void>;
  close(): Promise<void>;
}

/** Appends to the git configuration of a scratch home. */
export function configure(home: Scratch, lines: string): void {
  appendFileSync(home.path("home", "gitconfig"), lines);
}

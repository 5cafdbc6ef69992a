import { join } from "node:path";
import type { Location, Oid } from "../../git/repository.ts";
import { readJson, writeOver } from "../durable-file.ts";

/** What bd remembers of the view: how far it is, and what it had to leave alone. */
export interface ViewState {
  readonly version: 1;
  readonly tip: Oid;
  /** The state of the code's HEAD when it was last seen to track nothing below `.beads/`. */
  readonly head: string;
  /** Changed by hand, so not written when the ledger changed them. */
  readonly kept: readonly string[];
}

/** Undefined where there is none or it is damaged: then everything is looked at again. */
export function readViewState(location: Location): ViewState | undefined {
  const state = readJson<ViewState>(fileOf(location));
  return state?.version === 1 && typeof state.tip === "string" && Array.isArray(state.kept) ? state : undefined;
}

export function writeViewState(location: Location, state: ViewState): void {
  writeOver(fileOf(location), JSON.stringify(state));
}

function fileOf(location: Location): string {
  return join(location.commonDir, "bd", "view.json");
}

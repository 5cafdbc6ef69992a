import type { Prime } from "../services/prime.ts";
import type { PrimeFor } from "../services/prime-for.ts";
import { plain, WIDE } from "./prime/words.ts";
import { type PrimeForm, renderPrime, TOO_LATE } from "./prime.ts";
import { renderPrimeFor } from "./prime-for.ts";
import { hookJson, primeForJson, primeJson } from "./prime-json.ts";
import { renderPrimeMcp } from "./prime-mcp.ts";

/** How the answer is wanted. */
export interface PrimeWish {
  readonly form: PrimeForm;
  readonly mcp: boolean;
  /** As hooks take it. */
  readonly hook: boolean;
  /** True if time ran out: what is there has to do. */
  readonly late?: boolean;
}

/** Both forms of an answer. */
export interface PrimeAnswer {
  readonly json: object | null;
  readonly lines: readonly string[];
}

/** What `bd prime` answers; nothing at all where there is no ledger, and one sentence where something keeps it from being read. */
export function primeAnswer(prime: Prime | string | undefined, wish: PrimeWish): PrimeAnswer {
  if (typeof prime === "string") return { json: null, lines: hooked([`bd: ${plain(prime, WIDE)} bd status says more.`], wish) };
  if (prime === undefined) return { json: null, lines: wish.late === true ? hooked([TOO_LATE], wish) : [] };
  const lines = wish.mcp ? renderPrimeMcp(prime) : renderPrime(prime, wish.form);
  return { json: primeJson(prime), lines: hooked(lines, wish) };
}

/** What `bd prime --for` answers. */
export function primeForAnswer(prime: PrimeFor | undefined, wish: PrimeWish): PrimeAnswer {
  if (prime === undefined) return { json: null, lines: [] };
  return { json: primeForJson(prime), lines: hooked(renderPrimeFor(prime, wish.form === "full"), wish) };
}

function hooked(lines: readonly string[], { hook }: PrimeWish): readonly string[] {
  return hook ? [hookJson(lines)] : lines;
}
